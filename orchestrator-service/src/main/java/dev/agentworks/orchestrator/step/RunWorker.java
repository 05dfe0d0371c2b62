package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.client.Interruption;
import dev.agentworks.orchestrator.run.Journal;
import dev.agentworks.orchestrator.run.LeaseLostException;
import dev.agentworks.orchestrator.run.RunSettings;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import dev.agentworks.orchestrator.step.handler.StepHandlers;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes a claimed run through one turn. */
@Component
class RunWorker {

    private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);

    private final Journal journal;
    private final StepHandlers handlers;
    private final RunSettings settings;
    private final Checkpoints checkpoints;
    private final ObservationRegistry observations;

    RunWorker(
            Journal journal,
            StepHandlers handlers,
            RunSettings settings,
            Checkpoints checkpoints,
            ObservationRegistry observations) {
        this.journal = journal;
        this.handlers = handlers;
        this.settings = settings;
        this.checkpoints = checkpoints;
        this.observations = observations;
    }

    /** The pause after which the run wants to go on; none when it does not wait for time. */
    @Nullable Duration work(Run claimed, Interruption interruption) {
        // all that is published in this turn is published in one trace
        return Observation.createNotStarted("agentworks.runs.turn", observations)
                .contextualName("run turn")
                .observe(() -> turn(claimed, interruption));
    }

    private @Nullable Duration turn(Run claimed, Interruption interruption) {
        try {
            checkpoints.reached(Checkpoints.Point.CLAIMED);
            return new RunTurn(claimed, handlers, journal, settings, interruption).run();
        } catch (LeaseLostException lost) {
            LOG.info("{}", lost.getMessage());
            return null;
        }
    }
}
