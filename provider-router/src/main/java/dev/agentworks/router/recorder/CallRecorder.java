package dev.agentworks.router.recorder;

import dev.agentworks.router.ledger.AttemptEnd;
import dev.agentworks.router.ledger.NewAttempt;
import dev.agentworks.router.ledger.Outcome;

/**
 * Records one call. The API decides how: with a row that exists before the vendor is asked, or with
 * one that is written when the call is over.
 */
public interface CallRecorder {
    /** The key that identifies the call. */
    String key();

    /** Whether a caller may ask for the outcome again, so that the completion is kept. */
    default boolean keepsCompletion() {
        return true;
    }

    /** How many attempts were made before this owner of the call. */
    int attemptsBefore();

    /**
     * The first byte of an attempt is about to be written.
     *
     * @throws dev.agentworks.router.ledger.LeaseLostException it must not be made
     */
    void dispatch(NewAttempt attempt);

    /**
     * An attempt ended in a failure that the vendor does not charge, and another one may follow.
     */
    void failed(AttemptEnd end);

    /**
     * The vendor knows nothing of the call: its key may be used again, and its money is not held
     * any more.
     *
     * @param funded whether anything is held
     */
    void release(boolean funded);

    /**
     * The call has its outcome, and billing will hear of it: both or neither.
     *
     * @return false when it came too late
     */
    boolean finish(Outcome outcome);

    /**
     * Whether a call whose outcome came too late was given up for ever; else another owner has its
     * key, or its outcome is there already.
     */
    boolean isLost();

    /** Whether a cancel was requested at another instance. */
    boolean isCancelled();
}
