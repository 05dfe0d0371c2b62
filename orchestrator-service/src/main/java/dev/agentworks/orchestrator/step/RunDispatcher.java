package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.run.Leases;
import dev.agentworks.orchestrator.run.RunSettings;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Decides which run is worked on next in this process, and gives each one of a few slots. While
 * more is due than there are slots, every slot that becomes free goes to the next run in fair
 * order.
 */
@Component
class RunDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(RunDispatcher.class);

    private final Leases leases;
    private final RunWorker worker;
    private final ActiveRuns active;
    private final RunSettings settings;
    private final Checkpoints checkpoints;
    private final String owner = UUID.randomUUID().toString();
    private final Semaphore slots;
    private final DueRuns due;
    private final Set<UUID> starting = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("run-timer").factory());

    /** More may be due than there were slots for. */
    private volatile boolean backlog;

    RunDispatcher(
            Leases leases,
            RunWorker worker,
            ActiveRuns active,
            RunSettings settings,
            Checkpoints checkpoints) {
        this.leases = leases;
        this.worker = worker;
        this.active = active;
        this.settings = settings;
        this.checkpoints = checkpoints;
        this.slots = new Semaphore(settings.slots());
        this.due = new DueRuns(leases);
    }

    /** Starts the run when a slot is free; otherwise it has its turn with the others. */
    void start(UUID run) {
        if (!backlog && active.isOpen() && !active.contains(run) && starting.add(run)) {
            startNow(run);
        }
    }

    /** Works on the run, when it is due and a slot becomes free soon, before this returns. */
    void runNow(UUID run) throws InterruptedException {
        if (active.isOpen() && !backlog && slots.tryAcquire(2, TimeUnit.SECONDS)) {
            workInSlot(run);
        } else {
            // the next free slot takes the next run in fair order: this one has its turn
            backlog = true;
        }
    }

    // one at a time: two that look at once would want the same runs
    synchronized void dispatch() {
        int free = slots.availablePermits();
        if (!active.isOpen() || free == 0) {
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
            if (!active.contains(run) && starting.add(run)) {
                startNow(run);
                free--;
            }
        }
    }

    /** Waits until no slot is taken; false when that takes longer. */
    boolean awaitIdle(Duration patience) throws InterruptedException {
        if (!slots.tryAcquire(settings.slots(), patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        slots.release(settings.slots());
        return true;
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
            claimed.ifPresent(this::work);
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

    private void work(Run run) {
        var work = active.begin(run.id(), run.version().epoch());
        starting.remove(run.id());
        try {
            startAgain(run.id(), worker.work(run, work.interruption()));
        } finally {
            active.end(run.id(), work);
        }
    }

    private void startAgain(UUID run, @Nullable Duration pause) {
        if (pause != null) {
            timer.schedule(() -> start(run), pause.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }
}
