package dev.agentworks.monitor.intake;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Tells readers what they wait for in vain: lines that later ones have overtaken, and lines of runs
 * that are long over. It ends nothing: a stream ends when its lines are there.
 */
@Component
class StreamTimeouts {
    private static final Logger log = LoggerFactory.getLogger(StreamTimeouts.class);
    private final JdbcClient jdbc;
    private final LogStreams streams;
    private final StreamBacklog backlog;
    private final IntakeSettings settings;

    StreamTimeouts(
            JdbcClient jdbc, LogStreams streams, StreamBacklog backlog, IntakeSettings settings) {
        this.jdbc = jdbc;
        this.streams = streams;
        this.backlog = backlog;
        this.settings = settings;
    }

    @Scheduled(fixedDelay = 1000)
    void run() {
        try {
            overdueBatches()
                    .forEach(wait ->
                            streams.giveUpWaiting(
                                    wait.workspace(), wait.run(), String.valueOf(wait.producer())));
            overdueStreams().forEach(wait -> streams.tellMissing(wait.workspace(), wait.run()));
            backlog.refresh();
        } catch (DataAccessException | TransactionException e) {
            // the database still has them, the next run finds them again
            log.warn("Waiting streams could not be looked at", e);
        }
    }

    private List<Wait> overdueBatches() {
        return jdbc.sql("select run_id, producer, workspace_id from overdue_batches(?::interval)")
                .param(interval(settings.gapTimeout()))
                .query((row, _) ->
                        new Wait(
                                row.getObject("workspace_id", UUID.class),
                                row.getObject("run_id", UUID.class),
                                row.getString("producer")))
                .list();
    }

    private List<Wait> overdueStreams() {
        return jdbc.sql("select run_id, workspace_id from overdue_streams(?::interval)")
                .param(interval(settings.missingAfter()))
                .query((row, _) ->
                        new Wait(
                                row.getObject("workspace_id", UUID.class),
                                row.getObject("run_id", UUID.class),
                                null))
                .list();
    }

    private static String interval(Duration duration) {
        return duration.toMillis() + " milliseconds";
    }

    private record Wait(UUID workspace, UUID run, @Nullable String producer) {}
}
