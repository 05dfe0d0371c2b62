package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.run.Leases;
import dev.agentworks.orchestrator.run.RunBecameDue;
import dev.agentworks.orchestrator.run.RunExecutor;
import dev.agentworks.orchestrator.run.RunSettings;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Works on runs from the start of this process to its end: by wake-ups, and by time, so that
 * nothing depends on one message arriving. When the process ends its runs are given back.
 */
@Component
public class RunEngine implements SmartLifecycle, RunExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(RunEngine.class);
    private static final int LIMITED_AT_ONCE = 100;
    private static final Duration LAST_CHANCE = Duration.ofSeconds(8);

    private final RunDispatcher dispatcher;
    private final ActiveRuns active;
    private final Leases leases;
    private final RunSettings settings;
    private final Checkpoints checkpoints;

    RunEngine(
            RunDispatcher dispatcher,
            ActiveRuns active,
            Leases leases,
            RunSettings settings,
            Checkpoints checkpoints) {
        this.dispatcher = dispatcher;
        this.active = active;
        this.leases = leases;
        this.settings = settings;
        this.checkpoints = checkpoints;
    }

    /**
     * A run made here may start here at once; should this process be lost first, its wake-up or the
     * sweep finds it.
     */
    @TransactionalEventListener
    void becameDue(RunBecameDue run) {
        checkpoints.reached(Checkpoints.Point.DECIDED);
        dispatcher.start(run.runId());
    }

    /**
     * Goes on with the run when it is due, and returns when its turn is over. A wake-up too many
     * does no harm.
     */
    public void wakeUp(UUID run) throws InterruptedException {
        var work = active.find(run);
        if (work != null) {
            work.over().await(settings.turn().toMillis(), TimeUnit.MILLISECONDS);
        } else {
            dispatcher.runNow(run);
        }
    }

    /** As {@link #wakeUp}, after the lease of a holder that may be lost. */
    public void redelivered(UUID run) throws InterruptedException {
        if (!active.contains(run)) {
            active.awaitClosed(leases.remaining(run));
        }
        wakeUp(run);
    }

    @Override
    public void execute(UUID run) {
        try {
            wakeUp(run);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Finds what is due and what lost its worker. */
    @Scheduled(fixedDelayString = "${agentworks.runs.sweep:2s}")
    public void sweep() {
        leases.tellLimited(LIMITED_AT_ONCE);
        dispatcher.dispatch();
    }

    @Override
    public void start() {
        active.open();
    }

    /**
     * Gives all runs back: model calls under way are left alone, the router keeps their answers.
     */
    @Override
    public void stop() {
        active.close();
        try {
            if (!dispatcher.awaitIdle(LAST_CHANCE)) {
                LOG.warn(
                        "{} runs were not given back in time; their leases run out", active.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return active.isOpen();
    }
}
