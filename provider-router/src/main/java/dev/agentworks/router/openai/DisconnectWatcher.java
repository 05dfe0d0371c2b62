package dev.agentworks.router.openai;

import dev.agentworks.router.execution.Calls;
import dev.agentworks.router.execution.RunningCall;
import dev.agentworks.starter.web.ClientConnection;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Cancels calls whose callers disconnect. While a response is made nothing is read from its caller,
 * so a disconnect would be seen only when something is written. The connections are therefore
 * checked every few milliseconds while there are any; a thread or a timer for each would cost more.
 */
@Component
class DisconnectWatcher implements DisposableBean {
    private static final long TICK = Duration.ofMillis(10).toNanos();
    private static final long FIRST_CHECK = Duration.ofMillis(20).toNanos();

    private final Set<Watch> all = ConcurrentHashMap.newKeySet();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("disconnect-watcher").unstarted(this::run);
    private volatile boolean asleep;
    private volatile boolean closed;

    DisconnectWatcher() {
        thread.start();
    }

    /** From now on the call is cancelled when its caller leaves, until this is closed. */
    Watch watch(HttpServletRequest request, RunningCall call) {
        var watch = new Watch(request, call);
        all.add(watch);
        if (asleep) {
            LockSupport.unpark(thread);
        }
        return watch;
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
                all.forEach(one -> one.check(now));
            }
        }
    }

    /** The watch over one connection. */
    final class Watch implements Calls.Observation {
        private final @Nullable ClientConnection connection;
        private final RunningCall call;
        private final long since = System.nanoTime();
        private final ReentrantLock checking = new ReentrantLock();
        private boolean over;

        Watch(HttpServletRequest request, RunningCall call) {
            this.connection =
                    request instanceof Request known
                            ? new ClientConnection(known.getCoyoteRequest())
                            : null;
            this.call = call;
        }

        /** No other thread touches the request after this. */
        @Override
        public void close() {
            all.remove(this);
            checking.lock();
            over = true;
            checking.unlock();
        }

        // most calls are over before a check is worth its price
        private void check(long now) {
            if (now - since < FIRST_CHECK || !checking.tryLock()) {
                return;
            }
            try {
                if (!over && connection != null && connection.isClosed()) {
                    over = true;
                    call.cancel();
                }
            } finally {
                checking.unlock();
            }
        }
    }
}
