package dev.agentworks.core.gate;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run that counts for the visit a card is in, as a gate sees it. */
public record VisitRun(
        UUID id,
        String agentId,
        String status,
        @Nullable String approvedBy,
        @Nullable String risk) {

    public boolean completed() {
        return status.equals("COMPLETED");
    }

    public boolean ended() {
        return completed()
                || status.equals("FAILED")
                || status.equals("CANCELLED")
                || status.equals("PARKED");
    }
}
