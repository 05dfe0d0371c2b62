package dev.agentworks.orchestrator.run.model;

import org.jspecify.annotations.Nullable;

/**
 * The model a run works with.
 *
 * @param risk of its agent, as it was when the run began to work
 */
public record RunModel(@Nullable String provider, @Nullable String model, @Nullable String risk) {

    RunModel after(RunChange change) {
        return new RunModel(
                change.provider() == null ? provider : change.provider(),
                change.model() == null ? model : change.model(),
                change.risk() == null ? risk : change.risk());
    }
}
