package dev.agentworks.router.credential;

import dev.agentworks.router.provider.model.FailureClass;
import java.time.Duration;

/** Whether there is a key to ask with now. */
public sealed interface KeySelection {
    /** This one. */
    record Selected(VendorKey key) implements KeySelection {}

    /**
     * Every key is cooling down.
     *
     * @param why of the one that comes back first
     */
    record CoolingDown(Duration pause, FailureClass why) implements KeySelection {}

    /** The workspace has a key of its own that cannot be opened here; no other is taken for it. */
    record Locked() implements KeySelection {}

    /** No key is set. */
    record Missing() implements KeySelection {}
}
