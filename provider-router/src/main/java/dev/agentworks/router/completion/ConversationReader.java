package dev.agentworks.router.completion;

import dev.agentworks.router.completion.CompletionRequest.WireMessage;
import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.Image;
import dev.agentworks.router.provider.model.Message;
import dev.agentworks.router.provider.model.ModelTraits;
import dev.agentworks.router.provider.model.ToolDefinition;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a request in their order and refuses what makes no conversation. */
final class ConversationReader {
    private final Map<String, String> toolNames = new HashMap<>();
    private final List<Message> messages = new ArrayList<>();

    private ConversationReader() {}

    static ChatRequest of(CompletionRequest request) {
        var conversation = new ConversationReader();
        for (int i = 0; i < request.messages().size(); i++) {
            conversation.add(request.messages().get(i), "/messages/" + i);
        }
        var tools = tools(request);
        return new ChatRequest(
                request.model(),
                request.system() == null || request.system().isBlank() ? null : request.system(),
                conversation.messages,
                tools,
                request.temperature(),
                request.maxTokens() == null ? Integer.MAX_VALUE : request.maxTokens(),
                OptionsReader.of(request.options(), tools),
                ModelTraits.PLAIN);
    }

    private void add(WireMessage message, String pointer) {
        if (message.images() != null && message.role() != CompletionRequest.Role.USER) {
            throw invalid(pointer + "/images", "only a user shows pictures");
        }
        if (message.reasoning() != null && message.role() != CompletionRequest.Role.ASSISTANT) {
            throw invalid(pointer + "/reasoning", "only an assistant thinks");
        }
        messages.add(
                switch (message.role()) {
                    case USER -> user(message, pointer);
                    case ASSISTANT -> assistant(message, pointer);
                    case TOOL -> result(message, pointer);
                });
    }

    private static Message user(WireMessage message, String pointer) {
        var images = images(message, pointer);
        return images.isEmpty()
                ? new Message.User(text(message.content(), pointer))
                : new Message.User(message.content() == null ? "" : message.content(), images);
    }

    private static List<Image> images(WireMessage message, String pointer) {
        var wire =
                message.images() == null
                        ? List.<CompletionRequest.WireImage>of()
                        : message.images();
        var images = new ArrayList<Image>();
        for (int i = 0; i < wire.size(); i++) {
            var image = new Image(wire.get(i).mediaType(), wire.get(i).data());
            if (!image.data().startsWith("https://") && !isBase64(image.data())) {
                throw invalid(
                        pointer + "/images/" + i + "/data", "must be Base64 or an https address");
            }
            images.add(image);
        }
        return images;
    }

    private static boolean isBase64(String data) {
        try {
            return Base64.getDecoder().decode(data).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Message assistant(WireMessage message, String pointer) {
        var wire =
                message.toolCalls() == null
                        ? List.<CompletionRequest.WireToolCall>of()
                        : message.toolCalls();
        for (int i = 0; i < wire.size(); i++) {
            var call = wire.get(i);
            var at = pointer + "/toolCalls/" + i;
            if (!call.arguments().isObject() && !call.arguments().isString()) {
                throw invalid(
                        at + "/arguments", "must be an object, or what the model wrote instead");
            }
            if (toolNames.put(call.id(), call.name()) != null) {
                throw invalid(at + "/id", "is used by another call");
            }
        }
        var content = message.content();
        if (wire.isEmpty() && (content == null || content.isBlank())) {
            throw invalid(pointer + "/content", "must not be empty without tool calls");
        }
        return new Message.Assistant(
                content,
                wire.stream().map(CompletionRequest.WireToolCall::toToolCall).toList(),
                message.reasoning() == null
                        ? List.of()
                        : message.reasoning().stream()
                                .map(CompletionRequest.WireThought::toReasoning)
                                .toList());
    }

    private Message result(WireMessage message, String pointer) {
        var id = message.toolCallId();
        var name = id == null ? null : toolNames.get(id);
        if (id == null || name == null) {
            throw invalid(pointer + "/toolCallId", "must be the id of a tool call before it");
        }
        var content = message.content();
        return new Message.ToolResult(
                id, name, content == null ? "" : content, Boolean.TRUE.equals(message.isError()));
    }

    private static List<ToolDefinition> tools(CompletionRequest request) {
        var wire =
                request.tools() == null ? List.<CompletionRequest.WireTool>of() : request.tools();
        var names = new HashMap<String, Integer>();
        var tools = new ArrayList<ToolDefinition>();
        for (int i = 0; i < wire.size(); i++) {
            var tool = wire.get(i);
            if (!tool.parameters().isObject()) {
                throw invalid("/tools/%d/parameters".formatted(i), "must be a JSON Schema object");
            }
            if (names.put(tool.name(), i) != null) {
                throw invalid("/tools/%d/name".formatted(i), "is used by another tool");
            }
            tools.add(new ToolDefinition(tool.name(), tool.description(), tool.parameters()));
        }
        return tools;
    }

    private static String text(@Nullable String content, String pointer) {
        if (content == null || content.isBlank()) {
            throw invalid(pointer + "/content", "must not be empty");
        }
        return content;
    }

    static ProblemException invalid(String pointer, String message) {
        return new ProblemException(CommonError.INVALID_REQUEST, "One field is not valid.")
                .invalid(pointer, message);
    }
}
