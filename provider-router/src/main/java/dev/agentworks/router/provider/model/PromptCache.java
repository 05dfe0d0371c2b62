package dev.agentworks.router.provider.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hints for the vendor's prompt cache. Vendors that cache by themselves take the key only; those
 * that must be told where a reusable beginning ends take the points.
 *
 * @param key requests with the same key share a beginning
 * @param points where a reusable beginning ends
 */
public record PromptCache(@Nullable String key, Set<Point> points, Lifetime lifetime) {
    public static final PromptCache NONE = new PromptCache(null, Set.of(), Lifetime.MINUTES_5);

    public PromptCache {
        points = Set.copyOf(points);
    }

    /** The end of a reusable beginning. */
    public enum Point {
        TOOLS,
        SYSTEM,
        /** The last message: the next turn begins with all of this one. */
        CONVERSATION
    }

    /** How long it is kept; a longer time costs more to write. */
    public enum Lifetime {
        MINUTES_5,
        HOUR_1
    }
}
