package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.FakeRouter;
import java.util.List;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What a model may answer, right and wrong. */
final class BadModels {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private BadModels() {}

    static Behaviour once(String name, ObjectNode call, String toldToIt) {
        return new Behaviour(name, _ -> calls(List.of(call)), 1, toldToIt);
    }

    static Behaviour turns(String name, IntFunction<ObjectNode> model, int turns) {
        return new Behaviour(name, model, turns, "");
    }

    static ObjectNode calls(List<ObjectNode> calls) {
        return FakeRouter.answer(
                "I try.", calls.stream().map(ObjectNode::deepCopy).toArray(ObjectNode[]::new));
    }

    static ObjectNode cut(ObjectNode answer) {
        return answer.put("finishReason", "length");
    }

    /** A call whose arguments the model wrote so, as the router hands them on. */
    static ObjectNode written(String arguments) {
        return call("write_document", StringNode.valueOf(arguments));
    }

    static ObjectNode call(String name, JsonNode arguments) {
        return FakeRouter.call(name, arguments);
    }

    static ObjectNode wrong() {
        return call("create_card", JSON.objectNode());
    }

    static ObjectNode listing() {
        return call("list_documents", JSON.objectNode());
    }

    static ObjectNode finishing(String summary) {
        return call("finish", JSON.objectNode().put("summary", summary));
    }

    static ObjectNode prd(String content) {
        return JSON.objectNode().put("type", "PRD").put("title", "Rooms").put("content", content);
    }

    static ObjectNode card(String title) {
        return JSON.objectNode().put("type", "FEATURE").put("title", title);
    }

    static ObjectNode file(String path, String content) {
        return JSON.objectNode().put("path", path).put("content", content);
    }

    /**
     * What a model does in its first turns; then it does its work.
     *
     * @param toldToIt part of what it is told about that
     */
    record Behaviour(String name, IntFunction<ObjectNode> model, int turns, String toldToIt) {
        @Override
        public String toString() {
            return name;
        }
    }
}
