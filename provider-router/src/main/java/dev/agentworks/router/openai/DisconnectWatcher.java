package dev.agentworks.router.openai;

import dev.agentworks.router.call.Calls;
import dev.agentworks.router.call.RunningCall;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.catalina.connector.Request;
import org.apache.coyote.ActionCode;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Notices callers who leave while their answer is made: nothing is read from them then, so nobody
 * would hear of it before something is written. Their connections are looked at every few
 * milliseconds while there are any; a thread or a timer for each would cost more.
 */
@Component
class DisconnectWatcher implements DisposableBean {
    private static final long TICK = Duration.ofMillis(10).toNanos();
    private static final long WORTH_A_LOOK = Duration.ofMillis(20).toNanos();

    private final Set<Waiting> all = ConcurrentHashMap.newKeySet();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("disconnect-watcher").unstarted(this::run);
    private volatile boolean asleep;
    private volatile boolean closed;

    DisconnectWatcher() {
        thread.start();
    }

    /** From now on the call is cancelled when its caller leaves, until this is closed. */
    Waiting watch(HttpServletRequest request, RunningCall call) {
        var waiting = new Waiting(request, call);
        all.add(waiting);
        if (asleep) {
            LockSupport.unpark(thread);
        }
        return waiting;
    }

    @Override
    public void destroy() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(TICK);
            if (all.isEmpty()) {
                asleep = true;
                while (all.isEmpty() && !closed) {
                    LockSupport.park(this);
                }
                asleep = false;
            } else {
                long now = System.nanoTime();
                all.forEach(one -> one.look(now));
            }
        }
    }

    /** A caller who waits. */
    final class Waiting implements Calls.Attendance {
        private final HttpServletRequest request;
        private final RunningCall call;
        private final long since = System.nanoTime();
        private final ReentrantLock looking = new ReentrantLock();
        private boolean over;
        private boolean suspected;

        Waiting(HttpServletRequest request, RunningCall call) {
            this.request = request;
            this.call = call;
        }

        /** Whoever goes on with the request does so alone. */
        @Override
        public void close() {
            all.remove(this);
            looking.lock();
            over = true;
            looking.unlock();
        }

        // most calls are over before it is worth a look
        private void look(long now) {
            if (now - since < WORTH_A_LOOK || !looking.tryLock()) {
                return;
            }
            try {
                if (!over && isGone()) {
                    over = true;
                    call.cancel();
                }
            } finally {
                looking.unlock();
            }
        }

        // Tomcat tells an end as one byte that can be read, and says so again; a real byte, as of a
        // request that was sent before its time, it tells once
        private boolean isGone() {
            if (!(request instanceof Request known)) {
                return false;
            }
            var wire = known.getCoyoteRequest();
            wire.action(ActionCode.AVAILABLE, Boolean.TRUE);
            boolean ended = wire.getAvailable() == 1;
            boolean gone = ended && suspected;
            suspected = ended;
            return gone;
        }
    }
}
