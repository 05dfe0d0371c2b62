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
 * @param verbatim the same request as its caller wrote it in the words of Chat Completions, for
 *     vendors that understand them
 */
public record ChatRequest(
        String model,
        @Nullable String system,
        List<Message> messages,
        List<ToolDefinition> tools,
        @Nullable BigDecimal temperature,
        int maxTokens,
        ChatOptions options,
        ModelTraits traits,
        @Nullable Verbatim verbatim) {
    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** In no vendor's words only. */
    public ChatRequest(
            String model,
            @Nullable String system,
            List<Message> messages,
            List<ToolDefinition> tools,
            @Nullable BigDecimal temperature,
            int maxTokens,
            ChatOptions options,
            ModelTraits traits) {
        this(model, system, messages, tools, temperature, maxTokens, options, traits, null);
    }

    /** Without any options, of a model without peculiarities. */
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
                model, system, messages, tools, temperature, maxTokens, other, traits, verbatim);
    }

    public ChatRequest with(ModelTraits other) {
        return new ChatRequest(
                model, system, messages, tools, temperature, maxTokens, options, other, verbatim);
    }

    /** The same for another model. */
    public ChatRequest as(String otherModel, ModelTraits otherTraits) {
        return new ChatRequest(
                otherModel,
                system,
                messages,
                tools,
                temperature,
                maxTokens,
                options,
                otherTraits,
                verbatim);
    }
}
