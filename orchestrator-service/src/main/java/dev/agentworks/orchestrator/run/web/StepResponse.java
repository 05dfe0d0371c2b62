package dev.agentworks.orchestrator.run.web;

import dev.agentworks.events.Moment;
import dev.agentworks.orchestrator.run.model.StepTimes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A step as people see it. */
record StepResponse(
        String path,
        String kind,
        String state,
        int attempts,
        int reissues,
        @Moment Instant startedAt,
        @Moment @Nullable Instant finishedAt) {

    static StepResponse of(StepTimes step) {
        return new StepResponse(
                step.path(),
                step.kind(),
                step.state(),
                step.attempts(),
                step.reissues(),
                step.startedAt(),
                step.finishedAt());
    }
}
