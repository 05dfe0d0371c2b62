package dev.agentworks.core.card;

import dev.agentworks.core.board.WorkflowChanged;
import dev.agentworks.core.workspace.Acting;
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
 * Looks again at cards that wait at their gate whenever something in their project was committed:
 * an approval, a document, a child, a run, a rule, a place downstream. What a crash forgets is
 * found by the round it makes now and then.
 */
@Component
class LookAgain implements SmartLifecycle {

    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final Duration LEAVE = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(LookAgain.class);

    private final StayTable stays;
    private final AutoAdvance advance;

    /** Many changes of one project are one look. */
    private final Set<ProjectTouched> touched = new LinkedHashSet<>();

    private final Semaphore wakeups = new Semaphore(0);
    private volatile @Nullable Thread thread;

    LookAgain(StayTable stays, AutoAdvance advance) {
        this.stays = stays;
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
        var looking = Thread.ofVirtual().name("look-again").unstarted(this::run);
        thread = looking;
        looking.start();
    }

    @Override
    public void stop() {
        var looking = thread;
        thread = null;
        wakeups.release();
        try {
            if (looking != null && !looking.join(LEAVE)) {
                looking.interrupt();
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
                take().forEach(this::look);
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException failure) {
                log.error("could not look for cards that may go on; the next round does", failure);
            }
        }
    }

    /** Looks at every card that waits, wherever it stands. */
    void round() {
        stays.waitingAnywhere().forEach(this::look);
    }

    private Set<ProjectTouched> take() {
        synchronized (touched) {
            var taken = new LinkedHashSet<>(touched);
            touched.clear();
            return taken;
        }
    }

    private void look(ProjectTouched project) {
        try {
            Acting.within(
                    project.workspaceId(),
                    () -> {
                        stays.waiting(project.projectId()).forEach(advance::look);
                        return project;
                    });
        } catch (RuntimeException failure) {
            log.warn(
                    "could not look at the cards of project {}; the next round does",
                    project.projectId(),
                    failure);
        }
    }
}
