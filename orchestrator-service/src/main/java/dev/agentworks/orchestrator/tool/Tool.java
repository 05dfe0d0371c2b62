package dev.agentworks.orchestrator.tool;

import tools.jackson.databind.JsonNode;

/** Something an agent may do. Repeating a call with the same key changes nothing more. */
public interface Tool {

    String name();

    /** Tells the model what the tool is for and when to use it. */
    String description();

    /** The JSON Schema of the arguments. */
    String schema();

    /** What may be done about a call that was begun and whose outcome is unknown. */
    default ToolEffect effect() {
        return ToolEffect.KEYED;
    }

    /**
     * Carries out a call whose arguments are valid by the schema.
     *
     * @throws dev.agentworks.starter.servicetoken.RemoteProblem when the board refuses it or cannot
     *     be reached
     */
    ToolResult call(ToolContext context, JsonNode arguments);
}
