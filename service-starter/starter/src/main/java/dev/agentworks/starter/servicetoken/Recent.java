package dev.agentworks.starter.servicetoken;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps so many things, those that were asked for last. */
final class Recent<K, V> {
    private final Map<K, V> kept;

    Recent(int most) {
        this.kept =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                        return size() > most;
                    }
                };
    }

    synchronized @Nullable V find(K key) {
        return kept.get(key);
    }

    synchronized void keep(K key, V value) {
        kept.put(key, value);
    }

    synchronized void forget(K key) {
        kept.remove(key);
    }
}
