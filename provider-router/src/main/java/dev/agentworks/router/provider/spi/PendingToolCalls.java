package dev.agentworks.router.provider.spi;

import dev.agentworks.router.provider.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/** The tool calls of one answer while their pieces come, which may alternate. */
final class PendingToolCalls {
    private final Map<Integer, Pending> calls = new TreeMap<>();
    private long characters;

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

    /** All of them; arguments that are no object are handed on as they were written. */
    List<ToolCall> all() {
        return calls.isEmpty() ? List.of() : calls.values().stream().map(Pending::finish).toList();
    }

    /** The same of an answer that was cut: whether the last call was whole cannot be known. */
    List<ToolCall> cut() {
        var all = new ArrayList<>(all());
        if (!all.isEmpty() && all.getLast().arguments().isEmpty()) {
            var last = all.removeLast();
            all.add(new ToolCall(last.id(), last.name(), StringNode.valueOf(""), last.signature()));
        }
        return all;
    }

    /** Those of an answer that broke off whose arguments can be read. */
    List<ToolCall> readable() {
        return all().stream().filter(call -> call.arguments().isObject()).toList();
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

        ToolCall finish() {
            return new ToolCall(id, name, ToolArguments.read(arguments.toString()), signature);
        }
    }
}
