package dev.agentworks.local.llm.agent;

import dev.agentworks.local.llm.conversation.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The steps of an agent, each a text and one or more tool calls. The next step follows from the
 * calls that the conversation holds, so that the simulator keeps nothing between two requests.
 */
final class Plan {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private final Conversation conversation;
    private final List<Step> steps = new ArrayList<>();

    Plan(Conversation conversation) {
        this.conversation = conversation;
    }

    /** A text and the tool calls of one turn. */
    record Step(String words, List<PlannedCall> calls) {}

    /** A call of a tool with these arguments. */
    record PlannedCall(String tool, ObjectNode arguments) {}

    /** A turn with one call; left out when the caller offers no such tool. */
    Plan step(String words, String tool, Consumer<ObjectNode> arguments) {
        return step(words, calls(tool, arguments));
    }

    /** A turn with several calls. */
    Plan step(String words, List<PlannedCall> calls) {
        if (!calls.isEmpty()) {
            steps.add(new Step(words, calls));
        }
        return this;
    }

    /**
     * A turn that calls several tools without arguments; those that are not offered are left out.
     */
    Plan look(String words, String... tools) {
        var calls = new ArrayList<PlannedCall>();
        for (var tool : tools) {
            calls.addAll(calls(tool, _ -> {}));
        }
        return step(words, calls);
    }

    /** A turn with one call of the tool for each of the items. */
    <T> Plan each(String words, String tool, List<T> items, BiConsumer<ObjectNode, T> arguments) {
        var calls = new ArrayList<PlannedCall>();
        for (var item : items) {
            calls.addAll(calls(tool, it -> arguments.accept(it, item)));
        }
        return step(words, calls);
    }

    List<PlannedCall> calls(String tool, Consumer<ObjectNode> arguments) {
        var offer = conversation.tool(tool);
        if (offer == null) {
            return List.of();
        }
        var draft = JSON.createObjectNode();
        arguments.accept(draft);
        // an argument that the caller's schema does not name would be refused
        var known = JSON.createObjectNode();
        draft.properties().stream()
                .filter(entry -> offer.takes(entry.getKey()))
                .forEach(entry -> known.set(entry.getKey(), entry.getValue()));
        return List.of(new PlannedCall(tool, known));
    }

    /** The first step that has not been taken; the last one again when all have been. */
    Step next() {
        var made =
                conversation.exchanges().stream().map(exchange -> exchange.call().name()).toList();
        var taken = 0;
        for (var step : steps) {
            var end = taken + step.calls().size();
            if (made.size() < end) {
                return step;
            }
            taken = end;
        }
        return steps.isEmpty()
                ? new Step(AgentTask.COMMON.line("nothing"), List.of())
                : steps.getLast();
    }
}
