package dev.agentworks.router.provider.model;

import java.util.ArrayList;
import java.util.List;

/** One piece of what the model said before, in the order in which it came. */
public sealed interface AssistantPart {
    record Text(String text) implements AssistantPart {}

    record Thought(Reasoning reasoning) implements AssistantPart {}

    record Call(ToolCall call) implements AssistantPart {}

    /** The pieces of a turn; each thought stands where it stood, text before calls otherwise. */
    static List<AssistantPart> of(Message.Assistant turn) {
        var text = turn.content() == null ? "" : turn.content();
        var calls = turn.toolCalls();
        var parts = new ArrayList<AssistantPart>();
        int told = 0;
        int called = 0;
        for (var thought : turn.reasoning()) {
            int textEnd = Math.clamp(thought.afterText(), told, text.length());
            int callEnd = Math.clamp(thought.afterCalls(), called, calls.size());
            add(text.substring(told, textEnd), calls.subList(called, callEnd), parts);
            parts.add(new Thought(thought));
            told = textEnd;
            called = callEnd;
        }
        add(text.substring(told), calls.subList(called, calls.size()), parts);
        return parts;
    }

    private static void add(String text, List<ToolCall> calls, List<AssistantPart> parts) {
        if (!text.isEmpty()) {
            parts.add(new Text(text));
        }
        calls.forEach(call -> parts.add(new Call(call)));
    }
}
