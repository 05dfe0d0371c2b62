package dev.agentworks.orchestrator.run;

import dev.agentworks.starter.identifier.Uuids;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that is wanted.
 *
 * @param triggerKey the same for the same wish, however often it is made
 * @param ordinal its place in the visit's sequence; none outside one
 */
public record NewRun(
        String triggerKey,
        UUID workspaceId,
        UUID projectId,
        UUID cardId,
        int lane,
        int laneVisit,
        @Nullable Integer ordinal,
        String agentId,
        Run.TriggerKind trigger,
        String triggeredBy,
        @Nullable String instructions,
        @Nullable UUID retryOf) {

    private static final UUID RUNS = UUID.fromString("5a0d6c0e-9f43-5b62-8d1c-6f6e0c4b7a11");

    public UUID id() {
        return id(triggerKey);
    }

    /** The id of the run that this wish makes, known before it is made. */
    public static UUID id(String triggerKey) {
        return Uuids.v5(RUNS, triggerKey);
    }

    /** The key of an agent that a visit to a lane starts by itself. */
    public static String laneTrigger(UUID card, int visit, String agent, int ordinal) {
        return "card/%s/visit/%d/%s/%d".formatted(card, visit, agent, ordinal);
    }
}
