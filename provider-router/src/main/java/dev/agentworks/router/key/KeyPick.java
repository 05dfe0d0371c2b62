package dev.agentworks.router.key;

import dev.agentworks.router.provider.FailureClass;
import java.time.Duration;

/** Whether there is a key to ask with now. */
public sealed interface KeyPick {
    /** This one. */
    record Picked(VendorKey key) implements KeyPick {}

    /**
     * Every key sits on the bench.
     *
     * @param why of the one that comes back first
     */
    record Benched(Duration pause, FailureClass why) implements KeyPick {}

    /** The workspace has a key of its own that cannot be opened here; no other is taken for it. */
    record Locked() implements KeyPick {}

    /** No key is set. */
    record Missing() implements KeyPick {}
}
