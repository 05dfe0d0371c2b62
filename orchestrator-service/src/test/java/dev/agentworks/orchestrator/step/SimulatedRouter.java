package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.client.Completion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/** The router's ledger: of each call its outcome, and how often a vendor was asked. */
final class SimulatedRouter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    final Map<String, Integer> dispatches = new HashMap<>();
    private final Map<String, Completion> outcomes = new HashMap<>();
    private final Set<String> endedCalls = new HashSet<>();
    private final Random random;

    SimulatedRouter(Random random) {
        this.random = random;
    }

    /** Nobody may ask for it from now on. */
    void end(String key) {
        endedCalls.add(key);
    }

    Completion outcome(String key) {
        return Objects.requireNonNull(outcomes.get(key));
    }

    // the vendor is asked at most once for a key, whoever asks
    Completion complete(String key) {
        if (endedCalls.contains(key)) {
            throw new AssertionError("a call was made that had been ended: " + key);
        }
        return outcomes.computeIfAbsent(
                key,
                _ -> {
                    dispatches.merge(key, 1, Integer::sum);
                    int kind = random.nextInt(8);
                    var calls = new ArrayList<Completion.ToolCall>();
                    if (kind < 4) {
                        calls.add(
                                call(
                                        kind == 3
                                                ? "update_card"
                                                : kind == 1 ? "write_file" : "write"));
                        calls.add(call(kind == 0 ? "wrong" : "read"));
                    } else if (kind < 7) {
                        calls.add(call("finish"));
                    }
                    return new Completion(
                            key,
                            Completion.State.SUCCEEDED,
                            null,
                            null,
                            true,
                            "text",
                            calls,
                            "stop",
                            null,
                            BigDecimal.ONE,
                            BigDecimal.ONE,
                            null);
                });
    }

    private static Completion.ToolCall call(String name) {
        return new Completion.ToolCall("id", name, JSON.objectNode().put("summary", name), null);
    }
}
