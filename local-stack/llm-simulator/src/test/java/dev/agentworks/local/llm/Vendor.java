package dev.agentworks.local.llm;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How a caller writes to each vendor and reads what it answers. */
enum Vendor {
    OPENAI("/v1/chat/completions", "messages") {
        @Override
        ObjectNode begin(String system, String asked, List<ObjectNode> tools) {
            var request = Caller.object().put("model", "gpt-4o");
            request.putArray("messages").add(said("system", system)).add(said("user", asked));
            var offers = request.putArray("tools");
            tools.forEach(tool -> offers.addObject().put("type", "function").set("function", tool));
            return request;
        }

        @Override
        List<Call> calls(JsonNode answer) {
            return answer.at("/choices/0/message/tool_calls")
                    .valueStream()
                    .map(call ->
                            new Call(
                                    call.path("id").asString(),
                                    call.at("/function/name").asString(),
                                    Caller.JSON.readTree(
                                            call.at("/function/arguments").asString())))
                    .toList();
        }

        @Override
        void goOn(ArrayNode turns, JsonNode answer, List<Result> results) {
            turns.add(answer.at("/choices/0/message"));
            results.forEach(result ->
                    turns.add(
                            said("tool", result.content())
                                    .put("tool_call_id", result.call().id())));
        }
    },
    ANTHROPIC("/v1/messages", "messages") {
        @Override
        ObjectNode begin(String system, String asked, List<ObjectNode> tools) {
            var request = Caller.object().put("model", "claude-3-5-sonnet-20241022");
            request.put("max_tokens", 4096).put("system", system);
            request.putArray("messages").add(said("user", asked));
            var offers = request.putArray("tools");
            tools.forEach(tool ->
                    offers.addObject()
                            .put("name", tool.path("name").asString())
                            .set("input_schema", tool.path("parameters")));
            return request;
        }

        @Override
        List<Call> calls(JsonNode answer) {
            return answer.path("content")
                    .valueStream()
                    .filter(block -> block.path("type").asString().equals("tool_use"))
                    .map(block ->
                            new Call(
                                    block.path("id").asString(),
                                    block.path("name").asString(),
                                    block.path("input")))
                    .toList();
        }

        @Override
        void goOn(ArrayNode turns, JsonNode answer, List<Result> results) {
            turns.addObject().put("role", "assistant").set("content", answer.path("content"));
            var content = turns.addObject().put("role", "user").putArray("content");
            results.forEach(result ->
                    content.addObject()
                            .put("type", "tool_result")
                            .put("tool_use_id", result.call().id())
                            .put("content", result.content()));
        }
    },
    GEMINI("/v1beta/models/gemini-1.5-pro:generateContent", "contents") {
        @Override
        ObjectNode begin(String system, String asked, List<ObjectNode> tools) {
            var request = Caller.object();
            request.putObject("systemInstruction")
                    .putArray("parts")
                    .addObject()
                    .put("text", system);
            var turn = request.putArray("contents").addObject().put("role", "user");
            turn.putArray("parts").addObject().put("text", asked);
            var offers = request.putArray("tools").addObject().putArray("functionDeclarations");
            tools.forEach(offers::add);
            return request;
        }

        @Override
        List<Call> calls(JsonNode answer) {
            return answer.at("/candidates/0/content/parts")
                    .valueStream()
                    .map(part -> part.path("functionCall"))
                    .filter(call -> !call.isMissingNode())
                    .map(call ->
                            new Call(
                                    call.path("id").asString(""),
                                    call.path("name").asString(),
                                    call.path("args")))
                    .toList();
        }

        @Override
        void goOn(ArrayNode turns, JsonNode answer, List<Result> results) {
            turns.add(answer.at("/candidates/0/content"));
            var parts = turns.addObject().put("role", "user").putArray("parts");
            results.forEach(result -> {
                var response = parts.addObject().putObject("functionResponse");
                response.put("id", result.call().id()).put("name", result.call().name());
                response.putObject("response").put("result", result.content());
            });
        }
    };

    final String path;
    final String turns;

    Vendor(String path, String turns) {
        this.path = path;
        this.turns = turns;
    }

    abstract ObjectNode begin(String system, String asked, List<ObjectNode> tools);

    abstract List<Call> calls(JsonNode answer);

    abstract void goOn(ArrayNode turns, JsonNode answer, List<Result> results);

    record Call(String id, String name, JsonNode arguments) {}

    record Result(Call call, String content) {}

    private static ObjectNode said(String role, String content) {
        return Caller.object().put("role", role).put("content", content);
    }
}
