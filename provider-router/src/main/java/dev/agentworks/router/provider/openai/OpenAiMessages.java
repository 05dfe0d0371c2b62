package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.Image;
import dev.agentworks.router.provider.model.Message;
import dev.agentworks.router.provider.model.Reasoning;
import dev.agentworks.router.provider.model.ToolCall;
import dev.agentworks.router.provider.openai.OpenAiDialect.Flag;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the turns of a conversation as Chat Completions wants them. */
final class OpenAiMessages {
    private final OpenAiDialect dialect;

    OpenAiMessages(OpenAiDialect dialect) {
        this.dialect = dialect;
    }

    void write(ChatRequest request, ArrayNode target) {
        if (request.system() != null) {
            var role = dialect.has(Flag.DEVELOPER_ROLE) ? request.traits().systemRole() : "system";
            target.addObject().put("role", role).put("content", request.system());
        }
        request.messages().forEach(message -> write(message, target.addObject()));
    }

    private void write(Message message, ObjectNode target) {
        switch (message) {
            case Message.User(var content, var images) -> {
                target.put("role", "user");
                if (images.isEmpty()) {
                    target.put("content", content);
                } else {
                    shown(content, images, target.putArray("content"));
                }
            }
            case Message.Assistant(var content, var calls, var reasoning) -> {
                target.put("role", "assistant").put("content", content);
                thoughts(reasoning, target);
                if (!calls.isEmpty()) {
                    calls(calls, target.putArray("tool_calls"));
                }
            }
            case Message.ToolResult(var id, var _, var content, var isError) ->
                    target.put("role", "tool")
                            .put("tool_call_id", id)
                            .put("content", isError ? "Error: " + content : content);
        }
    }

    private static void shown(String content, List<Image> images, ArrayNode target) {
        if (!content.isEmpty()) {
            target.addObject().put("type", "text").put("text", content);
        }
        for (var image : images) {
            target.addObject()
                    .put("type", "image_url")
                    .putObject("image_url")
                    .put("url", address(image));
        }
    }

    /** An address, which may be the picture itself. */
    static String address(Image image) {
        return image.isAddress()
                ? image.data()
                : "data:%s;base64,%s".formatted(image.mediaType(), image.data());
    }

    private void thoughts(List<Reasoning> reasoning, ObjectNode target) {
        if (!dialect.has(Flag.REPLAYS_REASONING)) {
            return;
        }
        var text =
                reasoning.stream()
                        .filter(it -> it.format().equals(OpenAiStream.REASONING))
                        .map(Reasoning::text)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining());
        if (!text.isEmpty()) {
            target.put(dialect.reasoningField(), text);
        }
    }

    private void calls(List<ToolCall> calls, ArrayNode target) {
        for (var call : calls) {
            var written = target.addObject().put("id", call.id()).put("type", "function");
            written.putObject("function")
                    .put("name", call.name())
                    .put("arguments", call.argumentText());
            if (call.signature() != null && dialect.has(Flag.THOUGHT_SIGNATURES)) {
                written.putObject("extra_content")
                        .putObject("google")
                        .put("thought_signature", call.signature());
            }
        }
    }
}
