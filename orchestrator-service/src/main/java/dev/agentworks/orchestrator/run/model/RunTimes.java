package dev.agentworks.orchestrator.run.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a run was made, was begun, ended, and has to end. */
public record RunTimes(
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant deadlineAt) {}
