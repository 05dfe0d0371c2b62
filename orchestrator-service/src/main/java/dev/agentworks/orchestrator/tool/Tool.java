package dev.agentworks.orchestrator.tool;

import tools.jackson.databind.JsonNode;

/** Something an agent may do. Repeating a call under the same key changes nothing more. */
public interface Tool {

    String name();

    /** Said to the model: what it is for and when to use it. */
    String description();

    /** The JSON Schema of the arguments. */
    String schema();

    /** What it means that a call was begun and nobody knows what came of it. */
    default ToolEffect effect() {
        return ToolEffect.KEYED;
    }

    /**
     * Does it; the arguments are valid by the schema.
     *
     * @throws dev.agentworks.starter.servicetoken.RemoteProblem when the board refuses it or cannot
     *     be reached
     */
    ToolResult call(ToolContext context, JsonNode arguments);
}
