package dev.agentworks.gateway.session.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.starter.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class SignInQueueTests {
    private static final Duration LONG = Duration.ofMinutes(5);
    private final SignInQueue queue = new SignInQueue(new SignInSettings(1, 6, 4, LONG));
    private final List<String> started = new ArrayList<>();

    @Test
    void letsAddressesTakeTurnsHoweverManyWaitAtOne() {
        var first = enter("crowd", false, "crowd 1");
        enter("crowd", false, "crowd 2");
        enter("crowd", false, "crowd 3");
        enter("other", false, "other 1");

        finishAll(first);

        assertThat(started).containsExactly("crowd 1", "crowd 2", "other 1", "crowd 3");
        assertThat(queue.figures()).containsExactly(0, 0);
    }

    @Test
    void letsThoseThroughFirstWhoWereThereBeforeAndStrangersNowAndThen() {
        var first = enter("a", false, "first");
        enter("a", false, "stranger 1");
        enter("a", false, "stranger 2");
        for (int i = 1; i <= 4; i++) {
            enter("b", true, "known " + i);
        }

        finishAll(first);

        assertThat(started.indexOf("known 1")).isEqualTo(1);
        assertThat(started.indexOf("stranger 1")).isLessThan(started.indexOf("known 4"));
        assertThat(started.getLast()).isEqualTo("stranger 2");
    }

    @Test
    void refusesWhoFindsNoPlaceAtTheirAddressOrAnywhere() {
        enter("crowd", false, "running");
        for (int i = 0; i < 4; i++) {
            enter("crowd", false, "waiting");
        }

        assertThat(enter("crowd", false, "too many").refusal()).isNotNull();
        assertThat(enter("second", false, "place 5").refusal()).isNull();
        assertThat(enter("third", true, "place 6").refusal()).isNull();
        var refusal = Objects.requireNonNull(enter("fourth", true, "none").refusal());
        assertThat(refusal.code().status()).isEqualTo(503);
        assertThat(refusal.pause()).isPositive();
    }

    @Test
    void givesThePlaceBackOfWhoeverLeavesWhetherWaitingOrRunning() {
        var running = enter("a", false, "running");
        var waiting = enter("a", false, "waiting");
        enter("a", false, "next");

        waiting.leave();
        running.leave();

        assertThat(started).containsExactly("running", "next");
        assertThat(queue.figures()).containsExactly(1, 0);
    }

    @Test
    void tellsWhoWaitsInVainToComeAgain() {
        var impatient = new SignInQueue(new SignInSettings(1, 6, 4, Duration.ofMillis(50)));
        impatient.inTurn("a", false, Mono.never()).subscribe();
        var refused = new AtomicReference<Throwable>();

        impatient.inTurn("a", false, Mono.just("late")).subscribe(_ -> {}, refused::set);

        await().until(() -> refused.get() != null);
        assertThat(refused.get()).isInstanceOf(ProblemException.class);
        assertThat(impatient.figures()).containsExactly(1, 0);
    }

    @Test
    void goesOnAfterWorkThatFails() {
        var first = enter("a", false, "fails");
        enter("a", false, "next");

        first.work.tryEmitError(new IllegalStateException("broken"));

        assertThat(started).containsExactly("fails", "next");
    }

    private void finishAll(Visit first) {
        first.work.tryEmitValue("done");
        for (int i = 0; i < visits.size(); i++) {
            visits.get(i).work.tryEmitValue("done");
        }
    }

    private final List<Visit> visits = new ArrayList<>();

    private Visit enter(String address, boolean isKnown, String name) {
        var visit = new Visit();
        var work = visit.work.asMono().doOnSubscribe(_ -> started.add(name));
        visit.subscription =
                queue.inTurn(address, isKnown, work).subscribe(_ -> {}, visit.failure::set);
        visits.add(visit);
        return visit;
    }

    private static final class Visit {
        private final Sinks.One<String> work = Sinks.one();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private reactor.core.@Nullable Disposable subscription;

        @Nullable ProblemException refusal() {
            return (ProblemException) failure.get();
        }

        void leave() {
            Objects.requireNonNull(subscription).dispose();
        }
    }
}
