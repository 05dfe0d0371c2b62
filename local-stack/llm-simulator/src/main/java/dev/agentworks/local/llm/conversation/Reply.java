package dev.agentworks.local.llm.conversation;

import java.util.List;

/** The model's answer: a text, then perhaps tool calls. */
public record Reply(String text, List<ToolCall> calls, Tokens tokens) {

    public Reply {
        calls = List.copyOf(calls);
    }

    /** The text in the chunks of its stream: a few words each. */
    public List<String> pieces() {
        return text.isEmpty()
                ? List.of()
                : List.of(text.splitWithDelimiters("(?<=\\s)(?=(?:\\S+\\s+){3})", 0)).stream()
                        .filter(piece -> !piece.isEmpty())
                        .toList();
    }
}
