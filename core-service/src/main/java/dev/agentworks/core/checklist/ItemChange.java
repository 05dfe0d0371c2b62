package dev.agentworks.core.checklist;

import org.jspecify.annotations.Nullable;

/** A command to change an item; what is null stays. */
public record ItemChange(
        @Nullable String text, @Nullable Boolean done, @Nullable Integer position) {}
