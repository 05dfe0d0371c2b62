package dev.agentworks.orchestrator.step.handler;

import dev.agentworks.orchestrator.client.CompletionRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says what made a model call so large that it was refused. */
final class LargestPart {

    /** How routers and providers call what they do not take. */
    private static final List<String> TOO_LARGE =
            List.of("payload-too-large", "request-too-large", "model-cannot", "invalid-request");

    private static final long LARGE = 200_000;

    private final Map<String, Long> sizes = new LinkedHashMap<>();

    private LargestPart() {}

    /** The message; for a request that is refused and large, with what it is large of. */
    static String named(String code, String message, CompletionRequest request) {
        if (!TOO_LARGE.contains(code)) {
            return message;
        }
        var parts = new LargestPart();
        parts.look(request);
        long total = parts.sizes.values().stream().mapToLong(size -> size).sum();
        if (total < LARGE) {
            return message;
        }
        var largest = Collections.max(parts.sizes.entrySet(), Map.Entry.comparingByValue());
        return "%s What was sent to the model had %s characters, of them %s %s."
                .formatted(message, counted(total), counted(largest.getValue()), largest.getKey());
    }

    private void look(CompletionRequest request) {
        add(request.system().length(), "in the agent's instructions");
        Map<String, String> tools = new HashMap<>();
        int turn = 0;
        for (var message : request.messages()) {
            var content = message.content();
            int length = content == null ? 0 : content.length();
            switch (message.role()) {
                case "assistant" -> {
                    turn++;
                    add(length, "in the model's own answer of turn %d".formatted(turn));
                }
                case "tool" ->
                        add(
                                length,
                                "in what %s answered in turn %d"
                                        .formatted(tools.get(message.toolCallId()), turn));
                default ->
                        add(
                                length,
                                turn == 0
                                        ? "in the card and what belongs to it"
                                        : "in what it was told");
            }
            var calls = message.toolCalls();
            if (calls != null) {
                for (var call : calls) {
                    tools.put(call.id(), call.name());
                    add(
                            String.valueOf(call.arguments()).length(),
                            "in the arguments of %s in turn %d".formatted(call.name(), turn));
                }
            }
        }
    }

    private void add(long length, String part) {
        sizes.merge(part, length, Long::sum);
    }

    private static String counted(long characters) {
        return String.format(Locale.ROOT, "%,d", characters);
    }
}
