package dev.agentworks.orchestrator.tool;

/**
 * What a tool call came to.
 *
 * @param content what the model is told
 * @param line what people read in the terminal
 * @param isError the call was wrong, and the model may correct it
 */
public record ToolResult(String content, String line, boolean isError) {

    static ToolResult ok(String content, String line) {
        return new ToolResult(content, line, false);
    }

    /** A wrong call, with what to do about it. */
    public static ToolResult wrong(String message) {
        return new ToolResult(message, message, true);
    }
}
