package dev.agentworks.local.llm;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls, in total and for each request key, so that tests can check that nothing is sent
 * twice.
 */
final class CallCounter {

    private final Map<String, Integer> byKey = new TreeMap<>();
    private int total;

    synchronized void count(@Nullable String key) {
        total++;
        if (key != null) {
            byKey.merge(key, 1, Integer::sum);
        }
    }

    synchronized int total() {
        return total;
    }

    synchronized Map<String, Integer> byKey() {
        return Map.copyOf(byKey);
    }
}
