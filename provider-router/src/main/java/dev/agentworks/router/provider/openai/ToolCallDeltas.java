package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.spi.ResponseBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Puts the pieces of tool calls together. They are told apart by their index; some servers give
 * every call the index 0 and another id, or none of both, and some models call a tool without a
 * name.
 */
final class ToolCallDeltas {
    private final ResponseBuilder response;
    private final Map<Integer, Open> open = new HashMap<>();
    private final Map<Integer, String> nameless = new HashMap<>();
    private int calls;

    ToolCallDeltas(ResponseBuilder response) {
        this.response = response;
    }

    void delta(JsonNode delta) {
        int index = delta.path("index").asInt(0);
        var id = delta.path("id").asString("");
        var function = delta.path("function");
        var name = function.path("name").asString("");
        var fragment = arguments(function.path("arguments"));
        var known = open.get(index);
        if (known == null || isAnother(known, id)) {
            if (!name.isEmpty()) {
                known = begin(index, id.isEmpty() ? nameless.getOrDefault(index, "") : id, name);
            } else if (!id.isEmpty() && !id.equals(nameless.get(index))) {
                // its name may come later, but not after its arguments
                begin(index);
                nameless.put(index, id);
            }
        }
        if (!fragment.isEmpty() && nameless.containsKey(index)) {
            known = begin(index);
        }
        int number = known == null ? index : known.number();
        if (!fragment.isEmpty()) {
            response.arguments(number, fragment);
        }
        var signature = delta.at("/extra_content/google/thought_signature").asString("");
        if (!signature.isEmpty()) {
            response.signature(number, signature);
        }
    }

    /** No name comes any more for calls that have none. */
    void end() {
        for (int index : nameless.keySet().stream().sorted().toList()) {
            begin(index);
        }
    }

    private @Nullable Open begin(int index) {
        var id = nameless.get(index);
        return id == null ? open.get(index) : begin(index, id, "");
    }

    private Open begin(int index, String id, String name) {
        var begun = new Open(calls++, id);
        open.put(index, begun);
        nameless.remove(index);
        // an id may be missing; it must be unlike those of other turns
        response.tool(begun.number(), id.isEmpty() ? "call_" + UUID.randomUUID() : id, name);
        return begun;
    }

    private static boolean isAnother(Open known, String id) {
        return !id.isEmpty() && !id.equals(known.id());
    }

    /** A string by the standard; an object or a list from servers that know better. */
    private static String arguments(JsonNode arguments) {
        return arguments.isContainer() ? arguments.toString() : arguments.asString("");
    }

    private record Open(int number, String id) {}
}
