package dev.agentworks.orchestrator.tool;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The run for which a tool is called.
 *
 * @param key the same for every repetition of the call
 * @param holds whether a person approves what the run changes before it happens
 */
public record ToolContext(
        UUID workspaceId,
        UUID projectId,
        UUID cardId,
        UUID runId,
        String agentId,
        String key,
        boolean holds) {

    /** The run, when it sees more of the board than others do. */
    @Nullable UUID viewer() {
        return holds ? runId : null;
    }
}
