package dev.agentworks.orchestrator.run.model;

import org.jspecify.annotations.Nullable;

/** What a run came to. */
public record RunResult(
        @Nullable String summary, @Nullable String errorCode, @Nullable String errorMessage) {}
