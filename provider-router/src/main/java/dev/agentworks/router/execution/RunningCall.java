package dev.agentworks.router.execution;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.recorder.CallRecorder;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call this instance works on. It goes on when its caller leaves, unless it is cancelled. */
public final class RunningCall {
    private final CallRecorder recorder;
    private final CallOrder order;
    private final Instant startedAt;
    private final CallProgress progress = new CallProgress();
    private final CallStop stopping = new CallStop();
    private final long began = System.nanoTime();
    private boolean attempted;
    private BigDecimal spent = BigDecimal.ZERO;
    private @Nullable BudgetHold budgetHold;

    RunningCall(CallRecorder recorder, CallOrder order, Instant startedAt) {
        this.recorder = recorder;
        this.order = order;
        this.startedAt = startedAt;
    }

    public String key() {
        return recorder.key();
    }

    /** What happened so far and what will happen. */
    public CallProgress progress() {
        return progress;
    }

    /** The response is not wanted any more. */
    public void cancel() {
        stop(cancelled());
    }

    static VendorFailure cancelled() {
        return VendorFailure.of(FailureClass.CANCELLED, "The call was cancelled.");
    }

    void stop(VendorFailure why) {
        stopping.stop(why);
    }

    CallStop stopping() {
        return stopping;
    }

    CallRecorder recorder() {
        return recorder;
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

    /** An attempt was dispatched: its vendor may work from now on. */
    void attempted() {
        attempted = true;
        progress.dispatched();
    }

    /** The attempt failed, and the ledger knows it. */
    void attemptEnded() {
        attempted = false;
    }

    /** Whether a vendor may be at work. */
    boolean isAttempted() {
        return attempted;
    }

    void hold(BudgetHold held) {
        budgetHold = held;
    }

    /** The money held for it; none when no budget limits it. */
    @Nullable BudgetHold budgetHold() {
        return budgetHold;
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
