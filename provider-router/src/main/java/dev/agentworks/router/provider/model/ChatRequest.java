package dev.agentworks.router.provider.model;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation to be continued, in no vendor's words.
 *
 * @param model as the vendor names it
 * @param temperature not written where the model takes none
 * @param maxTokens at most so many come out
 * @param traits of the model, from the catalogue
 */
public record ChatRequest(
        String model,
        @Nullable String system,
        List<Message> messages,
        List<ToolDefinition> tools,
        @Nullable BigDecimal temperature,
        int maxTokens,
        ChatOptions options,
        ModelTraits traits) {
    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** Without anything special, of a model without peculiarities. */
    public ChatRequest(
            String model,
            @Nullable String system,
            List<Message> messages,
            List<ToolDefinition> tools,
            @Nullable BigDecimal temperature,
            int maxTokens) {
        this(
                model,
                system,
                messages,
                tools,
                temperature,
                maxTokens,
                ChatOptions.NONE,
                ModelTraits.PLAIN);
    }

    public ChatRequest with(ChatOptions other) {
        return new ChatRequest(
                model, system, messages, tools, temperature, maxTokens, other, traits);
    }

    public ChatRequest with(ModelTraits other) {
        return new ChatRequest(
                model, system, messages, tools, temperature, maxTokens, options, other);
    }

    /** The same for another model. */
    public ChatRequest as(String otherModel, ModelTraits otherTraits) {
        return new ChatRequest(
                otherModel, system, messages, tools, temperature, maxTokens, options, otherTraits);
    }
}
