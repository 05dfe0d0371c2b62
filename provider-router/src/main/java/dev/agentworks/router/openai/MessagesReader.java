package dev.agentworks.router.openai;

import dev.agentworks.router.provider.model.Image;
import dev.agentworks.router.provider.model.Message;
import dev.agentworks.router.provider.model.ToolCall;
import dev.agentworks.router.provider.spi.ToolArguments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the messages of a request in their order. */
final class MessagesReader {
    private static final int MOST = 5_000;
    private static final Pattern DATA =
            Pattern.compile("data:(image/[a-z0-9.+-]{1,40});base64,([A-Za-z0-9+/=]+)");

    private final Map<String, String> toolNames = new HashMap<>();
    private final List<Message> messages = new ArrayList<>();
    private final StringBuilder system = new StringBuilder();

    MessagesReader(JsonFields request) {
        if (!request.has("messages")) {
            throw request.missing("messages");
        }
        int count = request.list("messages").size();
        if (count == 0 || count > MOST) {
            throw OpenAiException.invalid(
                    "messages",
                    count == 0 ? "empty_array" : "array_above_max_length",
                    "'messages' must have between 1 and %d elements.".formatted(MOST));
        }
        for (int i = 0; i < count; i++) {
            add(request.at("messages", i));
        }
        if (messages.isEmpty()) {
            throw OpenAiException.invalid(
                    "messages",
                    "invalid_value",
                    "'messages' must have one that is not a system's.");
        }
    }

    List<Message> all() {
        return messages;
    }

    @Nullable String system() {
        return system.isEmpty() ? null : system.toString();
    }

    private void add(JsonFields message) {
        switch (message.requiredText("role")) {
            case "system", "developer" -> {
                if (!system.isEmpty()) {
                    system.append("\n\n");
                }
                system.append(content(message, null));
            }
            case "user" -> {
                var images = new ArrayList<Image>();
                messages.add(new Message.User(content(message, images), images));
            }
            case "assistant" -> messages.add(assistant(message));
            case "tool" -> messages.add(result(message));
            default ->
                    throw message.unsupported(
                            "role",
                            "'%s' must be one of developer, system, user, assistant, tool."
                                    .formatted(message.name("role")));
        }
    }

    private Message assistant(JsonFields message) {
        var calls = new ArrayList<ToolCall>();
        if (message.has("tool_calls")) {
            for (int i = 0; i < message.list("tool_calls").size(); i++) {
                calls.add(call(message.at("tool_calls", i)));
            }
        }
        var content = message.has("content") ? content(message, null) : message.text("refusal");
        if (content == null && calls.isEmpty()) {
            throw message.missing("content");
        }
        return new Message.Assistant(content, calls);
    }

    private ToolCall call(JsonFields call) {
        var id = call.requiredText("id");
        var function = call.at("function");
        var name = function.requiredText("name");
        toolNames.put(id, name);
        var signature =
                call.get("extra_content").path("google").path("thought_signature").asString("");
        return new ToolCall(id, name, arguments(function), signature.isEmpty() ? null : signature);
    }

    private static JsonNode arguments(JsonFields function) {
        var text = function.text("arguments");
        return ToolArguments.read(text == null ? "" : text);
    }

    private Message result(JsonFields message) {
        var id = message.requiredText("tool_call_id");
        var name = toolNames.get(id);
        if (name == null) {
            throw OpenAiException.invalid(
                    message.name("tool_call_id"),
                    "invalid_value",
                    "'%s' must be the id of a tool call of a message before."
                            .formatted(message.name("tool_call_id")));
        }
        return new Message.ToolResult(id, name, content(message, null), false);
    }

    private static String content(JsonFields message, @Nullable List<Image> images) {
        var content = message.get("content");
        if (content.isString()) {
            return content.stringValue();
        }
        if (!message.has("content")) {
            throw message.missing("content");
        }
        if (!content.isArray()) {
            throw message.wrongType("content", "a string or an array of parts");
        }
        var text = new StringBuilder();
        for (int i = 0; i < content.size(); i++) {
            part(message.at("content", i), text, images);
        }
        return text.toString();
    }

    private static void part(JsonFields part, StringBuilder text, @Nullable List<Image> images) {
        var type = part.requiredText("type");
        switch (type) {
            case "text" -> {
                var said = part.text("text");
                text.append(text.isEmpty() ? "" : "\n").append(said == null ? "" : said);
            }
            case "refusal" -> text.append(part.text("refusal"));
            case "image_url" -> {
                if (images == null) {
                    throw part.unsupported("type", "Only a user's message may show a picture.");
                }
                images.add(image(part.at("image_url")));
            }
            default ->
                    throw part.unsupported(
                            "type", "Parts of type '%s' are not supported.".formatted(type));
        }
    }

    private static Image image(JsonFields image) {
        var url = image.requiredText("url");
        var data = DATA.matcher(url);
        if (data.matches()) {
            return new Image(data.group(1), data.group(2));
        }
        if (url.startsWith("https://") || url.startsWith("http://")) {
            return new Image("image/*", url);
        }
        throw OpenAiException.invalid(
                image.name("url"),
                "invalid_image_url",
                "'%s' must be an address or a data URL of a picture.".formatted(image.name("url")));
    }
}
