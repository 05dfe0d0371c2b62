package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.run.model.StopReason;

import dev.agentworks.orchestrator.run.model.Run;

import dev.agentworks.orchestrator.client.Interruption;
import dev.agentworks.orchestrator.run.Journal;
import dev.agentworks.orchestrator.run.LeaseLostException;
import dev.agentworks.orchestrator.run.Leases;
import dev.agentworks.orchestrator.run.RunBecameDue;
import dev.agentworks.orchestrator.run.RunExecutor;
import dev.agentworks.orchestrator.run.RunSettings;
import dev.agentworks.orchestrator.run.RunStopRequested;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Works on runs in this process: a few at a time, each under a lease that is kept alive, found
 * again by time when a worker was lost, and given back when the process ends.
 */
@Component
public class RunEngine implements SmartLifecycle, RunExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(RunEngine.class);
    private static final int LIMITED_AT_ONCE = 100;
    private static final Duration LAST_CHANCE = Duration.ofSeconds(8);

    private final Leases leases;
    private final Journal journal;
    private final StepHandlers handlers;
    private final RunSettings settings;
    private final Checkpoints checkpoints;
    private final String owner = UUID.randomUUID().toString();
    private final Semaphore slots;
    private final DueRuns due;
    private final ObservationRegistry observations;
    private final Map<UUID, Work> atWork = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("run-timer").factory());
    private final Set<UUID> starting = ConcurrentHashMap.newKeySet();
    private volatile boolean working;

    /** More may be due than there were slots for. */
    private volatile boolean backlog;

    RunEngine(
            Leases leases,
            Journal journal,
            StepHandlers handlers,
            RunSettings settings,
            Checkpoints checkpoints,
            ObservationRegistry observations) {
        this.leases = leases;
        this.journal = journal;
        this.handlers = handlers;
        this.settings = settings;
        this.checkpoints = checkpoints;
        this.slots = new Semaphore(settings.slots());
        this.due = new DueRuns(leases);
        this.observations = observations;
    }

    /**
     * A run made here may start here at once; should this process be lost first, its wake-up or the
     * sweep finds it.
     */
    @TransactionalEventListener
    void ready(RunBecameDue run) {
        checkpoints.reached(Checkpoints.Point.DECIDED);
        start(run.runId());
    }

    @TransactionalEventListener
    void stopWanted(RunStopRequested wanted) {
        var work = atWork.get(wanted.runId());
        if (work != null) {
            work.interruption().interrupt(Interruption.Reason.CANCELLED);
        }
    }

    /**
     * Goes on with the run when it is due, and returns when its turn is over. A wake-up too many
     * does no harm nothing.
     */
    public void wakeUp(UUID run) throws InterruptedException {
        var work = atWork.get(run);
        if (work != null) {
            work.over().await(settings.turn().toMillis(), TimeUnit.MILLISECONDS);
        } else if (working && !backlog && slots.tryAcquire(2, TimeUnit.SECONDS)) {
            workInSlot(run);
        } else {
            // whoever gives a slot back takes the next run, in fair order: this one has its turn
            backlog = true;
        }
    }

    /** As {@link #wakeUp}, after the lease of a holder that may be lost. */
    public void redelivered(UUID run) throws InterruptedException {
        if (!atWork.containsKey(run)) {
            Thread.sleep(leases.remaining(run));
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

    /**
     * Finds what is due and what lost its worker: by time, so that nothing depends on one message
     * arriving.
     */
    @Scheduled(fixedDelayString = "${agentworks.runs.sweep:2s}")
    public void sweep() {
        leases.tellLimited(LIMITED_AT_ONCE);
        dispatch();
    }

    // one at a time: two that look at once would want the same runs
    private synchronized void dispatch() {
        int free = slots.availablePermits();
        if (!working || free == 0) {
            return;
        }
        if (due.mustLook()) {
            backlog = false;
            if (due.look(free + starting.size() + settings.slots()) >= free) {
                backlog = true;
            }
        }
        UUID run;
        while (free > 0 && (run = due.next()) != null) {
            if (!atWork.containsKey(run) && starting.add(run)) {
                startNow(run);
                free--;
            }
        }
    }

    /** Keeps the leases; learns of runs that are to stop, and of leases that were lost. */
    @Scheduled(fixedDelayString = "${agentworks.runs.heartbeat:1s}")
    void keepLeases() {
        var mine = Map.copyOf(atWork);
        if (mine.isEmpty()) {
            return;
        }
        var held =
                leases.renew(
                        mine.entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                Map.Entry::getKey,
                                                entry -> entry.getValue().epoch())));
        mine.forEach((run, work) -> {
            var lease = held.get(run);
            if (lease == null && atWork.get(run) == work) {
                work.interruption().interrupt(Interruption.Reason.LEASE_LOST);
            } else if (lease != null && lease.stopReason() == StopReason.CANCELLED) {
                work.interruption().interrupt(Interruption.Reason.CANCELLED);
            } else if (lease != null && lease.stopReason() == StopReason.DEADLINE) {
                work.interruption().interrupt(Interruption.Reason.DEADLINE);
            }
        });
    }

    @Override
    public void start() {
        working = true;
    }

    /**
     * Lets go of everything: model calls under way are left alone, the router keeps their answers.
     */
    @Override
    public void stop() {
        working = false;
        atWork.values()
                .forEach(work -> work.interruption().interrupt(Interruption.Reason.SHUTDOWN));
        try {
            if (!slots.tryAcquire(
                    settings.slots(), LAST_CHANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "{} runs were not given back in time; their leases run out", atWork.size());
            } else {
                slots.release(settings.slots());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return working;
    }

    private void start(UUID run) {
        if (backlog) {
            return;
        }
        if (working && !atWork.containsKey(run) && starting.add(run)) {
            startNow(run);
        }
    }

    private void startNow(UUID run) {
        if (slots.tryAcquire()) {
            Thread.ofVirtual().name("run-" + run).start(() -> workInSlot(run));
        } else {
            starting.remove(run);
            backlog = true;
        }
    }

    private void workInSlot(UUID run) {
        try {
            var claimed = leases.claim(run, owner);
            if (claimed.isPresent() && !claimed.get().id().equals(run)) {
                // a more urgent one has its place: this one has its turn with the others
                backlog = true;
                starting.remove(run);
                timer.execute(this::dispatch);
            }
            // all that is said in this turn is said in one trace
            claimed.ifPresent(mine -> turn().observe(() -> work(mine)));
            checkpoints.reached(Checkpoints.Point.WAKE_UP_HANDLED);
        } catch (RuntimeException e) {
            LOG.warn("run {} could not be gone on with now", run, e);
        } finally {
            starting.remove(run);
            slots.release();
        }
        if (backlog) {
            dispatch();
        }
    }

    private Observation turn() {
        return Observation.createNotStarted("agentworks.runs.turn", observations)
                .contextualName("run turn");
    }

    private void work(Run run) {
        var work = new Work(run.version().epoch(), new Interruption(), new CountDownLatch(1));
        atWork.put(run.id(), work);
        starting.remove(run.id());
        // claimed while the process began to end: whoever ends it has not seen this one
        if (!working) {
            work.interruption().interrupt(Interruption.Reason.SHUTDOWN);
        }
        try {
            checkpoints.reached(Checkpoints.Point.CLAIMED);
            var turn = new RunTurn(run, handlers, journal, settings, work.interruption());
            var pause = turn.run();
            if (pause != null) {
                timer.schedule(() -> start(run.id()), pause.toMillis() + 1, TimeUnit.MILLISECONDS);
            }
        } catch (LeaseLostException lost) {
            LOG.info("{}", lost.getMessage());
        } finally {
            atWork.remove(run.id(), work);
            work.over().countDown();
        }
    }

    private record Work(long epoch, Interruption interruption, CountDownLatch over) {}
}
