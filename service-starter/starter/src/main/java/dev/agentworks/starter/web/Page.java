package dev.agentworks.starter.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a list, and the cursor of the next part; the last part has none. */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }
}
