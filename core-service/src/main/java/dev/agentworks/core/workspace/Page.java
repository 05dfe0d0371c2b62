package dev.agentworks.core.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a list, and where it goes on; no cursor at its end. */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }
}
