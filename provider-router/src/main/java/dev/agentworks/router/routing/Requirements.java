package dev.agentworks.router.routing;

import dev.agentworks.router.catalogue.Capability;
import dev.agentworks.router.catalogue.Model;
import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.Message;
import dev.agentworks.router.provider.model.ResponseFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a request needs its model to be able to do.
 *
 * @param inputTokens about how many the request has
 * @param capabilities each with what in the request asks for it
 */
public record Requirements(long inputTokens, Map<Capability, String> capabilities) {
    /** About four characters are a token in every vendor's count. */
    private static final int CHARACTERS = 4;

    private static final int IMAGE_TOKENS = 1_000;

    public static Requirements of(ChatRequest request) {
        var needed = new LinkedHashMap<Capability, String>();
        if (request.options().output().vectors() != null) {
            needed.put(Capability.EMBEDDING, "/model");
        } else {
            needed.put(Capability.CHAT, "/messages");
        }
        if (!request.tools().isEmpty()) {
            needed.put(Capability.TOOLS, "/tools");
        }
        if (request.options().output().format() instanceof ResponseFormat.JsonSchema) {
            needed.put(Capability.STRUCTURED, "/options/responseFormat");
        }
        if (images(request) > 0) {
            needed.put(Capability.IMAGE_INPUT, "/messages");
        }
        return new Requirements(tokens(request), needed);
    }

    /** What the model lacks first. */
    Optional<UnmetRequirement> unmetBy(Model model) {
        for (var needed : capabilities.entrySet()) {
            if (!model.can(needed.getKey())) {
                return Optional.of(
                        new UnmetRequirement(
                                needed.getValue(),
                                "it has no %s"
                                        .formatted(
                                                needed.getKey().name().toLowerCase(Locale.ROOT))));
            }
        }
        if (inputTokens > model.contextTokens()) {
            return Optional.of(
                    new UnmetRequirement(
                            "/messages",
                            "about %d tokens are more than the %d it can read"
                                    .formatted(inputTokens, model.contextTokens())));
        }
        return Optional.empty();
    }

    private static long tokens(ChatRequest request) {
        long characters = request.system() == null ? 0 : request.system().length();
        for (var message : request.messages()) {
            characters += characters(message);
        }
        for (var tool : request.tools()) {
            characters +=
                    tool.name().length()
                            + tool.description().length()
                            + tool.parameters().toString().length();
        }
        return characters / CHARACTERS + images(request) * IMAGE_TOKENS + 1;
    }

    private static long characters(Message message) {
        return switch (message) {
            case Message.User user -> user.content().length();
            case Message.Assistant turn ->
                    (turn.content() == null ? 0 : turn.content().length())
                            + turn.toolCalls().stream()
                                    .mapToLong(it -> it.arguments().toString().length())
                                    .sum();
            case Message.ToolResult result -> result.content().length();
        };
    }

    private static long images(ChatRequest request) {
        long images = 0;
        for (var message : request.messages()) {
            images += message instanceof Message.User user ? user.images().size() : 0;
        }
        return images;
    }
}
