package dev.agentworks.monitor.intake;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * How many messages are handled at once: each needs a connection, and one that waits for it in vain
 * fails and comes again later. The timers, the outbox and the sweeps keep some for themselves.
 *
 * @param events of runs
 * @param lines batches of lines
 */
record IntakeShare(int events, int lines) {
    private static final int OF_OTHERS = 3;

    static IntakeShare of(DataSource pool, IntakeSettings settings) throws SQLException {
        return of(pool.unwrap(HikariDataSource.class).getMaximumPoolSize(), settings.concurrency());
    }

    static IntakeShare of(int connections, int most) {
        // lines are three or four times as many, and each of their transactions is longer
        int ours = Math.max(2, connections - OF_OTHERS);
        int events = Math.max(1, ours / 3);
        return new IntakeShare(Math.min(most, events), Math.min(most, ours - events));
    }
}
