package dev.agentworks.local.llm.wire;

import dev.agentworks.local.llm.conversation.Conversation;
import dev.agentworks.local.llm.conversation.Conversation.ToolOffer;
import dev.agentworks.local.llm.conversation.Conversation.Turn;
import dev.agentworks.local.llm.conversation.Reply;
import dev.agentworks.local.llm.conversation.ToolCall;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's Messages. */
public final class AnthropicWire implements Wire {

    @Override
    public Conversation read(String model, JsonNode request) {
        Json.require(request, "max_tokens");
        var turns = new ArrayList<Turn>();
        for (var message : Json.require(request, "messages")) {
            var content = message.path("content");
            switch (message.path("role").asString("")) {
                case "user" -> asked(content, turns);
                case "assistant" -> turns.add(answered(content));
                case String other ->
                        throw new IllegalArgumentException(
                                "messages: unexpected role \"" + other + "\"");
            }
        }
        var tools =
                request.path("tools")
                        .valueStream()
                        .map(tool ->
                                new ToolOffer(
                                        tool.path("name").asString(""), tool.path("input_schema")))
                        .toList();
        return new Conversation(
                Json.require(request, "model").asString(),
                Json.text(request.path("system")),
                turns,
                tools);
    }

    @Override
    public ObjectNode whole(Conversation conversation, Reply reply) {
        var answer = message(conversation);
        var content = answer.putArray("content");
        if (!reply.text().isEmpty()) {
            content.addObject().put("type", "text").put("text", reply.text());
        }
        for (var call : reply.calls()) {
            content.addObject()
                    .put("type", "tool_use")
                    .put("id", call.id())
                    .put("name", call.name())
                    .set("input", call.arguments());
        }
        answer.put("stop_reason", stop(reply));
        answer.putNull("stop_sequence");
        answer.set("usage", usage(reply, reply.tokens().output()));
        return answer;
    }

    @Override
    public List<String> stream(Conversation conversation, Reply reply, boolean withUsage) {
        var events = new ArrayList<String>();
        var start = message(conversation);
        start.putArray("content");
        start.putNull("stop_reason");
        start.putNull("stop_sequence");
        start.set("usage", usage(reply, 1));
        var first = Json.object().put("type", "message_start");
        first.set("message", start);
        events.add(Json.event("message_start", first));
        events.add(Json.event("ping", Json.object().put("type", "ping")));
        var index = 0;
        if (!reply.text().isEmpty()) {
            var block = Json.object().put("type", "text").put("text", "");
            events.add(begin(index, block));
            for (var piece : reply.pieces()) {
                events.add(
                        delta(index, Json.object().put("type", "text_delta").put("text", piece)));
            }
            events.add(end(index++));
        }
        for (var call : reply.calls()) {
            var block =
                    Json.object()
                            .put("type", "tool_use")
                            .put("id", call.id())
                            .put("name", call.name());
            block.putObject("input");
            events.add(begin(index, block));
            events.add(
                    delta(
                            index,
                            Json.object().put("type", "input_json_delta").put("partial_json", "")));
            for (var piece : Json.pieces(call.arguments().toString())) {
                events.add(
                        delta(
                                index,
                                Json.object()
                                        .put("type", "input_json_delta")
                                        .put("partial_json", piece)));
            }
            events.add(end(index++));
        }
        var last = Json.object().put("type", "message_delta");
        last.putObject("delta").put("stop_reason", stop(reply)).putNull("stop_sequence");
        last.putObject("usage").put("output_tokens", reply.tokens().output());
        events.add(Json.event("message_delta", last));
        events.add(Json.event("message_stop", Json.object().put("type", "message_stop")));
        return events;
    }

    @Override
    public ObjectNode error(int status, String message) {
        var type =
                switch (status) {
                    case 400 -> "invalid_request_error";
                    case 401 -> "authentication_error";
                    case 404 -> "not_found_error";
                    case 429 -> "rate_limit_error";
                    case 529 -> "overloaded_error";
                    default -> "api_error";
                };
        var answer = Json.object().put("type", "error");
        answer.putObject("error").put("type", type).put("message", message);
        return answer.put("request_id", "req_simulated");
    }

    private static void asked(JsonNode content, List<Turn> turns) {
        if (content.isString()) {
            turns.add(new Turn.Asked(content.asString()));
            return;
        }
        for (var block : content) {
            switch (block.path("type").asString("")) {
                case "tool_result" ->
                        turns.add(
                                new Turn.ToolAnswered(
                                        block.path("tool_use_id").asString(""),
                                        Json.text(block.path("content"))));
                case "text" -> turns.add(new Turn.Asked(block.path("text").asString("")));
                case String other ->
                        throw new IllegalArgumentException(
                                "messages: unexpected block \"" + other + "\"");
            }
        }
    }

    private static Turn answered(JsonNode content) {
        if (content.isString()) {
            return new Turn.Answered(content.asString(), List.of());
        }
        var calls =
                content.valueStream()
                        .filter(block -> block.path("type").asString("").equals("tool_use"))
                        .map(block ->
                                new ToolCall(
                                        block.path("id").asString(""),
                                        block.path("name").asString(""),
                                        block.path("input") instanceof ObjectNode input
                                                ? input
                                                : Json.object()))
                        .toList();
        return new Turn.Answered(Json.text(content), calls);
    }

    private static ObjectNode message(Conversation conversation) {
        return Json.object()
                .put("id", "msg_simulated_" + Integer.toHexString(conversation.asked().hashCode()))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", conversation.model());
    }

    private static ObjectNode usage(Reply reply, int output) {
        var tokens = reply.tokens();
        return Json.object()
                .put("input_tokens", tokens.input() - tokens.cached())
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", tokens.cached())
                .put("output_tokens", output)
                .put("service_tier", "standard");
    }

    private static String stop(Reply reply) {
        return reply.calls().isEmpty() ? "end_turn" : "tool_use";
    }

    private static String begin(int index, ObjectNode block) {
        var event = Json.object().put("type", "content_block_start").put("index", index);
        event.set("content_block", block);
        return Json.event("content_block_start", event);
    }

    private static String delta(int index, ObjectNode delta) {
        var event = Json.object().put("type", "content_block_delta").put("index", index);
        event.set("delta", delta);
        return Json.event("content_block_delta", event);
    }

    private static String end(int index) {
        return Json.event(
                "content_block_stop",
                Json.object().put("type", "content_block_stop").put("index", index));
    }
}
