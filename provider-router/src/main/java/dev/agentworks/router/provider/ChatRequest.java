package dev.agentworks.router.provider;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation to be continued, in no vendor's words.
 *
 * @param model as the vendor names it
 * @param temperature none where the model takes none
 * @param maxTokens at most so many come out
 */
public record ChatRequest(
        String model,
        @Nullable String system,
        List<Message> messages,
        List<ToolDefinition> tools,
        @Nullable BigDecimal temperature,
        int maxTokens) {
    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }
}
