package dev.agentworks.local.llm.wire;

import dev.agentworks.local.llm.conversation.Conversation;
import dev.agentworks.local.llm.conversation.Conversation.ToolOffer;
import dev.agentworks.local.llm.conversation.Conversation.Turn;
import dev.agentworks.local.llm.conversation.Reply;
import dev.agentworks.local.llm.conversation.ToolCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Google's Gemini. */
public final class GeminiWire implements Wire {

    @Override
    public Conversation read(String model, JsonNode request) {
        var turns = new ArrayList<Turn>();
        // A call may come without an id; its answer then follows in the same order.
        Deque<String> unanswered = new ArrayDeque<>();
        var number = 0;
        for (var content : Json.require(request, "contents")) {
            if (content.path("role").asString("user").equals("model")) {
                var calls = new ArrayList<ToolCall>();
                for (var part : content.path("parts")) {
                    if (part.has("functionCall")) {
                        var call = part.path("functionCall");
                        var id = call.path("id").asString("call_" + number++);
                        unanswered.add(id);
                        calls.add(
                                new ToolCall(
                                        id,
                                        call.path("name").asString(""),
                                        call.path("args") instanceof ObjectNode arguments
                                                ? arguments
                                                : Json.object()));
                    }
                }
                turns.add(new Turn.Answered(Json.text(content.path("parts")), calls));
            } else {
                asked(content, turns, unanswered);
            }
        }
        var tools =
                request.path("tools")
                        .valueStream()
                        .flatMap(tool -> tool.path("functionDeclarations").valueStream())
                        .map(tool ->
                                new ToolOffer(
                                        tool.path("name").asString(""),
                                        tool.has("parametersJsonSchema")
                                                ? tool.path("parametersJsonSchema")
                                                : tool.path("parameters")))
                        .toList();
        return new Conversation(
                model, Json.text(request.path("systemInstruction").path("parts")), turns, tools);
    }

    @Override
    public ObjectNode whole(Conversation conversation, Reply reply) {
        var answer = fragment(conversation, reply);
        var candidate = answer.putArray("candidates").addObject();
        var parts = parts(candidate);
        if (!reply.text().isEmpty()) {
            parts.addObject().put("text", reply.text());
        }
        reply.calls().forEach(call -> write(parts, call));
        candidate.put("finishReason", "STOP").put("index", 0);
        return answer;
    }

    @Override
    public List<String> stream(Conversation conversation, Reply reply, boolean withUsage) {
        var events = new ArrayList<String>();
        for (var piece : reply.pieces()) {
            var answer = fragment(conversation, reply);
            parts(answer.putArray("candidates").addObject()).addObject().put("text", piece);
            events.add(Json.event(answer));
        }
        var last = fragment(conversation, reply);
        var candidate = last.putArray("candidates").addObject();
        var parts = parts(candidate);
        reply.calls().forEach(call -> write(parts, call));
        if (reply.calls().isEmpty()) {
            parts.addObject().put("text", "");
        }
        candidate.put("finishReason", "STOP").put("index", 0);
        events.add(Json.event(last));
        return events;
    }

    @Override
    public ObjectNode error(int status, String message) {
        var name =
                switch (status) {
                    case 400 -> "INVALID_ARGUMENT";
                    case 401 -> "UNAUTHENTICATED";
                    case 404 -> "NOT_FOUND";
                    case 429 -> "RESOURCE_EXHAUSTED";
                    case 503, 529 -> "UNAVAILABLE";
                    default -> "INTERNAL";
                };
        var answer = Json.object();
        var error =
                answer.putObject("error")
                        .put("code", status)
                        .put("message", message)
                        .put("status", name);
        if (status == 429) {
            error.putArray("details")
                    .addObject()
                    .put("@type", "type.googleapis.com/google.rpc.RetryInfo")
                    .put("retryDelay", "1.5s");
        }
        return answer;
    }

    private static void asked(JsonNode content, List<Turn> turns, Deque<String> unanswered) {
        for (var part : content.path("parts")) {
            if (part.has("functionResponse")) {
                var response = part.path("functionResponse");
                var waiting = unanswered.isEmpty() ? "" : unanswered.remove();
                var body = response.path("response");
                // Callers put a plain answer under "result", "output" or "content": the format
                // wants an object.
                var text = body;
                for (var name : List.of("result", "output", "content")) {
                    if (body.has(name)) {
                        text = body.path(name);
                    }
                }
                turns.add(
                        new Turn.ToolAnswered(
                                response.path("id").asString(waiting),
                                text.isString() ? text.asString() : text.toString()));
            } else {
                turns.add(new Turn.Asked(part.path("text").asString("")));
            }
        }
    }

    private static ObjectNode fragment(Conversation conversation, Reply reply) {
        var tokens = reply.tokens();
        var answer =
                Json.object()
                        .put("modelVersion", conversation.model())
                        .put("responseId", "simulated");
        var usage =
                answer.putObject("usageMetadata")
                        .put("promptTokenCount", tokens.input())
                        .put("candidatesTokenCount", tokens.output())
                        .put("totalTokenCount", tokens.input() + tokens.output());
        if (tokens.cached() > 0) {
            usage.put("cachedContentTokenCount", tokens.cached());
        }
        return answer;
    }

    private static ArrayNode parts(ObjectNode candidate) {
        return candidate.putObject("content").put("role", "model").putArray("parts");
    }

    private static void write(ArrayNode parts, ToolCall call) {
        parts.addObject()
                .putObject("functionCall")
                .put("id", call.id())
                .put("name", call.name())
                .set("args", call.arguments());
    }
}
