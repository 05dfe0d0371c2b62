package dev.agentworks.router.execution;

import dev.agentworks.router.provider.http.CallControl;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.VendorFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stops a call, in an attempt or between two. The first reason stays. */
final class CallStop {
    private final AtomicReference<@Nullable VendorFailure> reason = new AtomicReference<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable CallControl attempt;
    private volatile boolean drains;

    void stop(VendorFailure why) {
        if (reason.compareAndSet(null, why)) {
            stopped.countDown();
        }
        var running = attempt;
        if (running != null && !isDraining(why)) {
            running.stop(why);
        }
    }

    /** Why, if it was. */
    @Nullable VendorFailure reason() {
        return reason.get();
    }

    /** Whether the attempt goes on although no reader waits for it. */
    boolean isDetached() {
        var why = reason.get();
        return why != null && isDraining(why);
    }

    /** From now on a stop reaches this attempt; one that came before reaches it at once. */
    void attempting(CallControl control) {
        drains = false;
        attempt = control;
        var why = reason.get();
        if (why != null) {
            control.stop(why);
        }
    }

    /** The vendor works from now on, and charges to the end whatever we do. */
    void drain() {
        drains = true;
    }

    /** Waits so long, or until the call is stopped. */
    void await(Duration pause) {
        try {
            var _ = stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDraining(VendorFailure why) {
        return drains && why.kind() == FailureClass.CANCELLED;
    }
}
