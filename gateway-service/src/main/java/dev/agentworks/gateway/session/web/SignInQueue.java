package dev.agentworks.gateway.session.web;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Lets a few sign-ins through at a time. The others wait here, where waiting costs no thread: first
 * those who signed in from their address before, and address by address, so that a crowd at one
 * address does not keep everybody else out. Who waits in vain, or finds no place to wait, is told
 * to try again; who leaves gives the place back.
 */
@Component
class SignInQueue {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Of so many, one goes to somebody new, however many wait who are known. */
    private static final int TURNS = 4;

    private final SignInSettings settings;
    private final WaitingLine known = new WaitingLine();
    private final WaitingLine strangers = new WaitingLine();
    private int running;
    private int turn;

    SignInQueue(SignInSettings settings) {
        this.settings = settings;
    }

    /** The work, as soon as it is its turn. */
    <T> Mono<T> inTurn(String address, boolean isKnown, Mono<T> work) {
        return Mono.create(sink -> enter(new Waiting<>(address, isKnown, sink, work)));
    }

    private void enter(Waiting<?> one) {
        one.sink.onDispose(() -> leave(one));
        if (!find(one)) {
            one.sink.error(busy());
            return;
        }
        Schedulers.parallel()
                .schedule(
                        () -> {
                            if (remove(one)) {
                                one.sink.error(busy());
                            }
                        },
                        settings.patience().toMillis(),
                        TimeUnit.MILLISECONDS);
        startNext();
    }

    private synchronized boolean find(Waiting<?> one) {
        var line = line(one);
        if (known.size() + strangers.size() >= settings.waiting()
                || line.size(one.address) >= settings.waitingPerAddress()) {
            return false;
        }
        line.add(one.address, one);
        return true;
    }

    private synchronized boolean remove(Waiting<?> one) {
        return line(one).remove(one.address, one);
    }

    private WaitingLine line(Waiting<?> one) {
        return one.isKnown ? known : strangers;
    }

    private void leave(Waiting<?> one) {
        remove(one);
        one.running.dispose();
    }

    private void startNext() {
        var starting = new ArrayList<Waiting<?>>();
        synchronized (this) {
            while (running < settings.atOnce() && known.size() + strangers.size() > 0) {
                starting.add(next());
                running++;
            }
        }
        starting.forEach(one -> one.start(this::ended));
    }

    private Waiting<?> next() {
        turn = (turn + 1) % TURNS;
        var first = turn == 0 ? strangers : known;
        var second = turn == 0 ? known : strangers;
        return first.size() > 0 ? first.poll() : second.poll();
    }

    private void ended() {
        synchronized (this) {
            running--;
        }
        startNext();
    }

    synchronized List<Integer> figures() {
        return List.of(running, known.size() + strangers.size());
    }

    private static ProblemException busy() {
        return new ProblemException(
                        CommonError.UNAVAILABLE,
                        "Too many people sign in at the moment. Try again in a few seconds.")
                .retryAfter(PAUSE);
    }

    /** Somebody who waits, and the work to do when it is their turn. */
    static final class Waiting<T> {
        private final String address;
        private final boolean isKnown;
        private final MonoSink<T> sink;
        private final Mono<T> work;
        private final Disposable.Swap running = Disposables.swap();

        Waiting(String address, boolean isKnown, MonoSink<T> sink, Mono<T> work) {
            this.address = address;
            this.isKnown = isKnown;
            this.sink = sink;
            this.work = work;
        }

        // a sink that was left disposes of what is started for it, and that ends it too
        void start(Runnable ended) {
            var once = new AtomicBoolean();
            running.update(
                    work.contextWrite(sink.contextView())
                            .doFinally(_ -> {
                                if (once.compareAndSet(false, true)) {
                                    ended.run();
                                }
                            })
                            .subscribe(sink::success, sink::error, sink::success));
        }
    }
}
