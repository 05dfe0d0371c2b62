package dev.agentworks.router.provider.spi;

import dev.agentworks.router.provider.model.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tool calls of one answer while their pieces come, which may alternate. */
final class PendingToolCalls {
    private final JsonMapper json;
    private final Map<Integer, Pending> calls = new TreeMap<>();
    private long characters;

    PendingToolCalls(JsonMapper json) {
        this.json = json;
    }

    /** Whether it is new. */
    boolean begin(int index, String id, String name) {
        characters += name.length();
        return calls.putIfAbsent(index, new Pending(id, name)) == null;
    }

    boolean has(int index) {
        return calls.containsKey(index);
    }

    int count() {
        return calls.size();
    }

    /** The id of the call; none when it has not begun. */
    @Nullable String arguments(int index, String fragment) {
        var call = calls.get(index);
        if (call == null) {
            return null;
        }
        call.arguments.append(fragment);
        characters += fragment.length();
        return call.id;
    }

    void sign(int index, String signature) {
        var call = calls.get(index);
        if (call != null) {
            call.signature = signature;
        }
    }

    long characters() {
        return characters;
    }

    /** Those whose arguments can be read. */
    List<ToolCall> whole() {
        if (calls.isEmpty()) {
            return List.of();
        }
        return calls.values().stream()
                .map(call -> call.finish(json))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The name of a tool whose arguments cannot be read. */
    @Nullable String firstBroken() {
        for (var call : calls.values()) {
            if (call.finish(json) == null) {
                return call.name;
            }
        }
        return null;
    }

    private static final class Pending {
        private final String id;
        private final String name;
        private final StringBuilder arguments = new StringBuilder();
        private @Nullable String signature;

        Pending(String id, String name) {
            this.id = id;
            this.name = name;
        }

        /** None when the arguments are no JSON object. */
        @Nullable ToolCall finish(JsonMapper json) {
            if (arguments.toString().isBlank()) {
                return new ToolCall(id, name, json.createObjectNode(), signature);
            }
            try {
                JsonNode read = json.readTree(arguments.toString());
                return read.isObject() ? new ToolCall(id, name, read, signature) : null;
            } catch (JacksonException e) {
                return null;
            }
        }
    }
}
