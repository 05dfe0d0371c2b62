package dev.agentworks.core.attachment;

import dev.agentworks.starter.storage.ObjectStorage;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deletes the bytes of files that were removed or never became whole, and then their rows. What
 * fails is tried again in the next round; several instances may do it at once.
 */
@Component
@EnableConfigurationProperties(AttachmentSettings.class)
class AttachmentSweep implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AttachmentSweep.class);
    private static final int BATCH = 100;

    private final JdbcClient jdbc;
    private final ObjectStorage storage;
    private final AttachmentSettings settings;
    private volatile @Nullable ScheduledExecutorService executor;

    AttachmentSweep(JdbcClient jdbc, ObjectStorage storage, AttachmentSettings settings) {
        this.jdbc = jdbc;
        this.storage = storage;
        this.settings = settings;
    }

    @Override
    public void start() {
        var period = settings.sweep().toMillis();
        var sweeps =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("attachment-sweep").factory());
        sweeps.scheduleWithFixedDelay(this::run, period, period, TimeUnit.MILLISECONDS);
        executor = sweeps;
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
            sweep();
        } catch (DataAccessException failure) {
            log.warn("files that nobody needs could not be looked for; it is tried again", failure);
        }
    }

    /** How many were deleted. */
    int sweep() {
        var all = 0;
        int swept;
        do {
            var lost = lost();
            swept = (int) lost.stream().filter(this::delete).count();
            all += swept;
        } while (swept == BATCH);
        return all;
    }

    private List<String> lost() {
        return jdbc.sql("select object_key from lost_attachments(make_interval(secs => ?), ?)")
                .params(settings.unfinished().toSeconds(), BATCH)
                .query((row, _) -> row.getString(1))
                .list();
    }

    // the bytes first: a row that stands says that they may still be there
    private boolean delete(String objectKey) {
        try {
            storage.delete(objectKey);
        } catch (IOException failure) {
            log.warn(
                    "the bytes of a removed file could not be deleted; it is tried again", failure);
            return false;
        }
        return jdbc.sql("select forget_attachment(?, make_interval(secs => ?))")
                        .params(objectKey, settings.unfinished().toSeconds())
                        .query(Integer.class)
                        .single()
                == 1;
    }
}
