package dev.agentworks.monitor.intake;

import dev.agentworks.monitor.history.LogHistory;
import dev.agentworks.monitor.history.StreamHead;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends waits that take too long: batches that wait for an earlier one, streams that wait for their
 * last line.
 */
@Component
class StreamTimeouts {
    private static final Logger log = LoggerFactory.getLogger(StreamTimeouts.class);
    private final JdbcClient jdbc;
    private final LogStreams streams;
    private final IntakeSettings settings;

    StreamTimeouts(JdbcClient jdbc, LogStreams streams, IntakeSettings settings) {
        this.jdbc = jdbc;
        this.streams = streams;
        this.settings = settings;
    }

    @Scheduled(fixedDelay = 1000)
    void run() {
        try {
            overdue()
                    .forEach(wait ->
                            streams.giveUpWaiting(wait.workspace(), wait.run(), wait.producer()));
            ended().forEach(head -> streams.notifyListeners(new StreamUpdate(head, List.of())));
        } catch (DataAccessException e) {
            // the database still has them, the next run finds them again
            log.warn("Waiting streams could not be looked at", e);
        }
    }

    private List<Wait> overdue() {
        return jdbc.sql("select run_id, producer, workspace_id from overdue_batches(?::interval)")
                .param(interval(settings.gapTimeout()))
                .query((row, _) ->
                        new Wait(
                                row.getObject("workspace_id", UUID.class),
                                row.getObject("run_id", UUID.class),
                                row.getString("producer")))
                .list();
    }

    private List<StreamHead> ended() {
        return jdbc.sql("select * from close_after_grace(?::interval)")
                .param(interval(settings.grace()))
                .query(LogHistory::head)
                .list();
    }

    private static String interval(Duration duration) {
        return duration.toMillis() + " milliseconds";
    }

    private record Wait(UUID workspace, UUID run, String producer) {}
}
