package dev.agentworks.orchestrator.tool;

/**
 * The result of a tool call.
 *
 * @param content the answer to the model
 * @param line the line that people read in the terminal
 * @param isError whether the call was invalid, so that the model may correct it
 */
public record ToolResult(String content, String line, boolean isError) {

    static ToolResult ok(String content, String line) {
        return new ToolResult(content, line, false);
    }

    /** The result of an invalid call; the message says how to correct it. */
    public static ToolResult wrong(String message) {
        return new ToolResult(message, message, true);
    }
}
