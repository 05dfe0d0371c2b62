package dev.agentworks.core.workspace;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Deletes workspaces for good when nobody may have them back any more. */
@Component
class WorkspacePurge implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WorkspacePurge.class);

    private final WorkspaceDeletion deletion;
    private final WorkspaceDeletionSettings settings;
    private volatile @Nullable ScheduledExecutorService executor;

    WorkspacePurge(WorkspaceDeletion deletion, WorkspaceDeletionSettings settings) {
        this.deletion = deletion;
        this.settings = settings;
    }

    @Override
    public void start() {
        var period = settings.purgePeriod().toMillis();
        var purging =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("workspace-purge").factory());
        purging.scheduleWithFixedDelay(this::run, period, period, TimeUnit.MILLISECONDS);
        executor = purging;
    }

    @Override
    public void stop() {
        var running = executor;
        executor = null;
        if (running != null) {
            running.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }

    private void run() {
        try {
            boolean more = true;
            while (more) {
                more = deletion.purgeNext();
            }
        } catch (DataAccessException | TransactionException failure) {
            LOG.warn("a deleted workspace could not be purged; it is tried again", failure);
        }
    }
}
