package dev.agentworks.router.call;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.VendorFailure;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call this instance works on. It goes on when its caller leaves, unless it is cancelled. */
public final class RunningCall {
    private final CallBook book;
    private final CallOrder order;
    private final Instant startedAt;
    private final CallProgress progress = new CallProgress();
    private final CallStop stop = new CallStop();
    private final long began = System.nanoTime();
    private BigDecimal spent = BigDecimal.ZERO;
    private @Nullable Funds funds;

    RunningCall(CallBook book, CallOrder order, Instant startedAt) {
        this.book = book;
        this.order = order;
        this.startedAt = startedAt;
    }

    public String key() {
        return book.key();
    }

    /** What happened so far and what will. */
    public CallProgress progress() {
        return progress;
    }

    /** Nobody wants the answer any more. */
    public void cancel() {
        stop(cancelled());
    }

    static VendorFailure cancelled() {
        return VendorFailure.of(FailureClass.CANCELLED, "The call was cancelled.");
    }

    void stop(VendorFailure why) {
        stop.stop(why);
    }

    CallStop stopping() {
        return stop;
    }

    CallBook book() {
        return book;
    }

    CallOrder order() {
        return order;
    }

    Instant startedAt() {
        return startedAt;
    }

    long nanosSinceStart() {
        return System.nanoTime() - began;
    }

    void fund(Funds held) {
        funds = held;
    }

    /** The money held for it; none when no budget speaks of it. */
    @Nullable Funds funds() {
        return funds;
    }

    /** An attempt that was not the last one cost this much. */
    void spent(BigDecimal cost) {
        spent = spent.add(cost);
    }

    BigDecimal spentBefore() {
        return spent;
    }

    void end(CallEnd end) {
        progress.add(new CallProgress.Step.Ended(end));
    }
}
