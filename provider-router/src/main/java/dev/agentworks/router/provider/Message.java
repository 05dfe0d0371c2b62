package dev.agentworks.router.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One turn of a conversation. */
public sealed interface Message {
    /** What a person or the program says. */
    record User(String content) implements Message {}

    /** What the model said before. */
    record Assistant(@Nullable String content, List<ToolCall> toolCalls) implements Message {
        public Assistant {
            toolCalls = List.copyOf(toolCalls);
        }
    }

    /**
     * What a tool gave back.
     *
     * @param toolName the name of the call it answers
     */
    record ToolResult(String toolCallId, String toolName, String content, boolean isError)
            implements Message {}
}
