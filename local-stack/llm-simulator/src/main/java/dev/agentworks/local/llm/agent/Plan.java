package dev.agentworks.local.llm.agent;

import dev.agentworks.local.llm.conversation.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The steps an agent means to take, each a few words and one or more tool calls. Which step comes
 * next follows from what was already called, so that the simulator keeps nothing between two
 * requests.
 */
final class Plan {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private final Conversation conversation;
    private final List<Step> steps = new ArrayList<>();

    Plan(Conversation conversation) {
        this.conversation = conversation;
    }

    /** Words said, then the calls made in one turn. */
    record Step(String words, List<Wish> wishes) {}

    /** A tool to call with these arguments. */
    record Wish(String tool, ObjectNode arguments) {}

    /** One call, left out when the caller offers no such tool. */
    Plan step(String words, String tool, Consumer<ObjectNode> arguments) {
        return step(words, wishes(tool, arguments));
    }

    /** Several calls of one turn. */
    Plan step(String words, List<Wish> wishes) {
        if (!wishes.isEmpty()) {
            steps.add(new Step(words, wishes));
        }
        return this;
    }

    /** Several tools looked into in one turn; those that are not offered are left out. */
    Plan look(String words, String... tools) {
        var wishes = new ArrayList<Wish>();
        for (var tool : tools) {
            wishes.addAll(wishes(tool, _ -> {}));
        }
        return step(words, wishes);
    }

    /** One call of this tool for each of the things, in one turn. */
    <T> Plan each(String words, String tool, List<T> things, BiConsumer<ObjectNode, T> arguments) {
        var wishes = new ArrayList<Wish>();
        for (var thing : things) {
            wishes.addAll(wishes(tool, it -> arguments.accept(it, thing)));
        }
        return step(words, wishes);
    }

    List<Wish> wishes(String tool, Consumer<ObjectNode> arguments) {
        var offer = conversation.tool(tool);
        if (offer == null) {
            return List.of();
        }
        var draft = JSON.createObjectNode();
        arguments.accept(draft);
        // Only what the caller's schema knows: an argument it does not name would be refused.
        var known = JSON.createObjectNode();
        draft.properties().stream()
                .filter(entry -> offer.takes(entry.getKey()))
                .forEach(entry -> known.set(entry.getKey(), entry.getValue()));
        return List.of(new Wish(tool, known));
    }

    /** The first step that has not been taken, or the last again when all were. */
    Step next() {
        var made =
                conversation.exchanges().stream().map(exchange -> exchange.call().name()).toList();
        var taken = 0;
        for (var step : steps) {
            var end = taken + step.wishes().size();
            if (made.size() < end) {
                return step;
            }
            taken = end;
        }
        return steps.isEmpty() ? new Step("There is nothing to do.", List.of()) : steps.getLast();
    }
}
