package dev.agentworks.core.lanevisit;

import dev.agentworks.core.activity.ProjectTouched;
import dev.agentworks.core.board.WorkflowChanged;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.core.workspace.WorkspaceScope;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Judges cards that wait at their gate again whenever a change in their project was committed: an
 * approval, a document, a child, a run, a rule, a place downstream. A periodic round finds what a
 * crash forgot.
 */
@Component
class GateRecheck implements SmartLifecycle {

    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(GateRecheck.class);

    private final LaneVisitTable visits;
    private final AutoAdvance advance;

    /** Many changes of one project are one recheck. */
    private final Set<ProjectTouched> touched = new LinkedHashSet<>();

    private final Semaphore wakeups = new Semaphore(0);
    private volatile @Nullable Thread thread;

    GateRecheck(LaneVisitTable visits, AutoAdvance advance) {
        this.visits = visits;
        this.advance = advance;
    }

    @TransactionalEventListener
    void on(ProjectTouched project) {
        synchronized (touched) {
            touched.add(project);
        }
        wakeups.release();
    }

    @TransactionalEventListener
    void on(WorkflowChanged workflow) {
        on(new ProjectTouched(workflow.workspaceId(), workflow.projectId()));
    }

    @Override
    public void start() {
        // known before it starts: it ends when it is not the known one
        var rechecking = Thread.ofVirtual().name("gate-recheck").unstarted(this::run);
        thread = rechecking;
        rechecking.start();
    }

    @Override
    public void stop() {
        var rechecking = thread;
        thread = null;
        wakeups.release();
        try {
            if (rechecking != null && !rechecking.join(STOP_WITHIN)) {
                rechecking.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (Thread.currentThread() == thread) {
            try {
                if (!wakeups.tryAcquire(ROUND.toNanos(), TimeUnit.NANOSECONDS)) {
                    round();
                }
                wakeups.drainPermits();
                take().forEach(this::recheck);
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException failure) {
                log.error("waiting cards could not be judged again; the next round tries", failure);
            }
        }
    }

    /** Judges every card that waits, in all workspaces. */
    void round() {
        visits.waitingAnywhere().forEach(this::recheck);
    }

    private Set<ProjectTouched> take() {
        synchronized (touched) {
            var taken = new LinkedHashSet<>(touched);
            touched.clear();
            return taken;
        }
    }

    private void recheck(ProjectTouched project) {
        try {
            WorkspaceScope.call(
                    new WorkspaceId(project.workspaceId()),
                    () -> {
                        visits.waiting(project.projectId()).forEach(advance::judge);
                        return project;
                    });
        } catch (RuntimeException failure) {
            log.warn(
                    "the waiting cards of project {} could not be judged again; the next round tries",
                    project.projectId(),
                    failure);
        }
    }
}
