package dev.agentworks.orchestrator.run.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a step is, without what came of it. */
public record StepTimes(
        String path,
        String kind,
        String state,
        int attempts,
        int reissues,
        Instant startedAt,
        @Nullable Instant finishedAt) {}
