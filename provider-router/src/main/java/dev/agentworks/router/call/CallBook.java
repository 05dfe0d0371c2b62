package dev.agentworks.router.call;

import dev.agentworks.router.ledger.AttemptEnd;
import dev.agentworks.router.ledger.NewAttempt;
import dev.agentworks.router.ledger.Outcome;

/**
 * Where one call is written down. The API decides how: with a row that exists before the vendor is
 * asked, or with one that is written when the answer is there.
 */
public interface CallBook {
    /** Names the call for ever. */
    String key();

    /** Whether somebody may come for its answer again, so that it is kept in its words. */
    default boolean keepsAnswer() {
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
     * Nothing is known to the vendor: the key may be used again, and what is held for it is free.
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

    /** Whether somebody asked for a cancel where this instance does not see it. */
    boolean isCancelled();
}
