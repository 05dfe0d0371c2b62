package dev.agentworks.router.provider.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One turn of a conversation. */
public sealed interface Message {
    /** What a person or the program says and shows. */
    record User(String content, List<Image> images) implements Message {
        public User {
            images = List.copyOf(images);
        }

        public User(String content) {
            this(content, List.of());
        }
    }

    /**
     * What the model said before.
     *
     * @param reasoning as it came with the answer; goes back to the vendor it came from
     */
    record Assistant(@Nullable String content, List<ToolCall> toolCalls, List<Reasoning> reasoning)
            implements Message {
        public Assistant {
            toolCalls = List.copyOf(toolCalls);
            reasoning = List.copyOf(reasoning);
        }

        public Assistant(@Nullable String content, List<ToolCall> toolCalls) {
            this(content, toolCalls, List.of());
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
