package dev.agentworks.local.llm.wire;

import dev.agentworks.local.llm.conversation.Conversation;
import dev.agentworks.local.llm.conversation.Conversation.ToolOffer;
import dev.agentworks.local.llm.conversation.Conversation.Turn;
import dev.agentworks.local.llm.conversation.Reply;
import dev.agentworks.local.llm.conversation.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's Chat Completions. */
public final class OpenAiWire implements Wire {

    @Override
    public Conversation read(String model, JsonNode request) {
        var system = new StringBuilder();
        var turns = new ArrayList<Turn>();
        for (var message : Json.require(request, "messages")) {
            switch (message.path("role").asString("")) {
                case "system", "developer" ->
                        system.append(Json.text(message.path("content"))).append('\n');
                case "user" -> turns.add(new Turn.Asked(Json.text(message.path("content"))));
                case "assistant" ->
                        turns.add(
                                new Turn.Answered(
                                        Json.text(message.path("content")), calls(message)));
                case "tool" ->
                        turns.add(
                                new Turn.ToolAnswered(
                                        message.path("tool_call_id").asString(""),
                                        Json.text(message.path("content"))));
                case String other ->
                        throw new IllegalArgumentException(
                                "Invalid value for 'role': '" + other + "'.");
            }
        }
        var tools =
                request.path("tools")
                        .valueStream()
                        .map(tool -> tool.path("function"))
                        .map(tool ->
                                new ToolOffer(
                                        tool.path("name").asString(""), tool.path("parameters")))
                        .toList();
        return new Conversation(
                Json.require(request, "model").asString(), system.toString(), turns, tools);
    }

    @Override
    public ObjectNode whole(Conversation conversation, Reply reply) {
        var answer = head(conversation, "chat.completion");
        var choice = answer.putArray("choices").addObject();
        choice.put("index", 0);
        var message = choice.putObject("message").put("role", "assistant");
        if (reply.text().isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", reply.text());
        }
        message.putNull("refusal");
        if (!reply.calls().isEmpty()) {
            var calls = message.putArray("tool_calls");
            reply.calls().forEach(call -> write(calls.addObject(), call));
        }
        choice.putNull("logprobs");
        choice.put("finish_reason", finish(reply));
        answer.set("usage", usage(reply));
        return answer;
    }

    @Override
    public List<String> stream(Conversation conversation, Reply reply, boolean withUsage) {
        var events = new ArrayList<String>();
        events.add(
                chunk(
                        conversation,
                        delta -> delta.put("role", "assistant").put("content", ""),
                        null,
                        withUsage));
        for (var piece : reply.pieces()) {
            events.add(chunk(conversation, delta -> delta.put("content", piece), null, withUsage));
        }
        for (var index = 0; index < reply.calls().size(); index++) {
            var call = reply.calls().get(index);
            var place = index;
            events.add(
                    chunk(
                            conversation,
                            delta -> {
                                var entry =
                                        delta.putArray("tool_calls")
                                                .addObject()
                                                .put("index", place);
                                entry.put("id", call.id()).put("type", "function");
                                entry.putObject("function")
                                        .put("name", call.name())
                                        .put("arguments", "");
                            },
                            null,
                            withUsage));
            for (var piece : Json.pieces(call.arguments().toString())) {
                events.add(
                        chunk(
                                conversation,
                                delta ->
                                        delta.putArray("tool_calls")
                                                .addObject()
                                                .put("index", place)
                                                .putObject("function")
                                                .put("arguments", piece),
                                null,
                                withUsage));
            }
        }
        events.add(chunk(conversation, _ -> {}, finish(reply), withUsage));
        if (withUsage) {
            var last = head(conversation, "chat.completion.chunk");
            last.putArray("choices");
            last.set("usage", usage(reply));
            events.add(Json.event(last));
        }
        events.add("data: [DONE]\n\n");
        return events;
    }

    @Override
    public ObjectNode error(int status, String message) {
        var type =
                switch (status) {
                    case 401 -> "authentication_error";
                    case 429 -> "rate_limit_error";
                    case 400, 404 -> "invalid_request_error";
                    default -> "server_error";
                };
        var answer = Json.object();
        var error = answer.putObject("error").put("message", message).put("type", type);
        error.putNull("param");
        if (status == 429) {
            error.put("code", "rate_limit_exceeded");
        } else {
            error.putNull("code");
        }
        return answer;
    }

    private static String chunk(
            Conversation conversation,
            Consumer<ObjectNode> fill,
            @org.jspecify.annotations.Nullable String finish,
            boolean withUsage) {
        var chunk = head(conversation, "chat.completion.chunk");
        var choice = chunk.putArray("choices").addObject().put("index", 0);
        fill.accept(choice.putObject("delta"));
        choice.putNull("logprobs");
        if (finish == null) {
            choice.putNull("finish_reason");
        } else {
            choice.put("finish_reason", finish);
        }
        if (withUsage) {
            chunk.putNull("usage");
        }
        return Json.event(chunk);
    }

    private static ObjectNode head(Conversation conversation, String kind) {
        return Json.object()
                .put(
                        "id",
                        "chatcmpl-simulated-"
                                + Integer.toHexString(conversation.asked().hashCode()))
                .put("object", kind)
                .put("created", 1_767_225_600)
                .put("model", conversation.model())
                .put("service_tier", "default")
                .put("system_fingerprint", "simulated");
    }

    private static ObjectNode usage(Reply reply) {
        var tokens = reply.tokens();
        var usage =
                Json.object()
                        .put("prompt_tokens", tokens.input())
                        .put("completion_tokens", tokens.output())
                        .put("total_tokens", tokens.input() + tokens.output());
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", tokens.cached())
                .put("audio_tokens", 0);
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", 0)
                .put("audio_tokens", 0);
        return usage;
    }

    private static String finish(Reply reply) {
        return reply.calls().isEmpty() ? "stop" : "tool_calls";
    }

    private static List<ToolCall> calls(JsonNode message) {
        return message.path("tool_calls")
                .valueStream()
                .map(call ->
                        new ToolCall(
                                call.path("id").asString(""),
                                call.path("function").path("name").asString(""),
                                Json.arguments(
                                        call.path("function").path("arguments").asString("{}"))))
                .toList();
    }

    private static void write(ObjectNode entry, ToolCall call) {
        entry.put("id", call.id()).put("type", "function");
        entry.putObject("function")
                .put("name", call.name())
                .put("arguments", call.arguments().toString());
    }
}
