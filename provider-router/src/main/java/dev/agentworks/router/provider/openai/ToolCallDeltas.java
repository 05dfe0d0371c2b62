package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.spi.ResponseBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Puts the pieces of tool calls together. They are told apart by their index; some servers give
 * every call the index 0 and another id, or none of both.
 */
final class ToolCallDeltas {
    private final ResponseBuilder response;
    private final Map<Integer, Open> open = new HashMap<>();
    private int calls;

    ToolCallDeltas(ResponseBuilder response) {
        this.response = response;
    }

    void delta(JsonNode delta) {
        int index = delta.path("index").asInt(0);
        var id = delta.path("id").asString("");
        var function = delta.path("function");
        var name = function.path("name").asString("");
        var known = open.get(index);
        if (!name.isEmpty() && (known == null || isAnother(known, id))) {
            known = new Open(calls++, id);
            open.put(index, known);
            // an id may be missing; it must be unlike those of other turns
            response.tool(known.number(), id.isEmpty() ? "call_" + UUID.randomUUID() : id, name);
        }
        int number = known == null ? index : known.number();
        var fragment = arguments(function.path("arguments"));
        if (!fragment.isEmpty()) {
            response.arguments(number, fragment);
        }
        var signature = delta.at("/extra_content/google/thought_signature").asString("");
        if (!signature.isEmpty()) {
            response.signature(number, signature);
        }
    }

    private static boolean isAnother(Open known, String id) {
        return !id.isEmpty() && !id.equals(known.id());
    }

    /** A string by the standard; an object from servers that know better. */
    private static String arguments(JsonNode arguments) {
        return arguments.isObject() ? arguments.toString() : arguments.asString("");
    }

    private record Open(int number, String id) {}
}
