package dev.agentworks.orchestrator.step;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a measurement has used since it began: processor time of this process and of PostgreSQL,
 * transactions, and statements where the server counts them ({@code pg_stat_statements}).
 */
final class Spent {

    private final String database;
    private final boolean countsStatements;
    private final Reading before;

    Spent(String database, boolean countsStatements) {
        this.database = database;
        this.countsStatements = countsStatements;
        this.before = read();
    }

    String each(int times) {
        var now = read();
        var text =
                "%.2f ms of Java and %.2f ms of PostgreSQL, %.1f commits"
                        .formatted(
                                (now.java - before.java) / 1e6 / times,
                                (now.postgres - before.postgres) / 1e6 / times,
                                (double) (now.commits - before.commits) / times);
        return countsStatements
                ? text
                        + ", %.1f statements"
                                .formatted((double) (now.statements - before.statements) / times)
                : text;
    }

    /** The statements that were run most, since the server began. */
    String statements() throws SQLException {
        var text = new StringBuilder();
        try (var connection = connect();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        """
                                        select calls, total_exec_time, regexp_replace(query, '\\s+', ' ', 'g') as query
                                        from pg_stat_statements
                                        union all
                                        select n_tup_upd, n_tup_hot_upd, relname || ': updated; of these without touching an index'
                                        from pg_stat_user_tables where n_tup_upd > 0
                                        order by 1 desc limit 45
                                        """)) {
            while (rows.next()) {
                text.append(
                        "%n%8d %8.0f ms  %.150s"
                                .formatted(rows.getLong(1), rows.getDouble(2), rows.getString(3)));
            }
        }
        return text.toString();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.replaceFirst("[?].*", ""), "postgres", "postgres");
    }

    private Reading read() {
        var java = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (var connection = connect()) {
            if (countsStatements) {
                connection
                        .createStatement()
                        .execute("create extension if not exists pg_stat_statements");
            }
            long pid = number(connection, "select pg_backend_pid()");
            return new Reading(
                    java.getProcessCpuTime(),
                    processorTime(pid),
                    number(
                            connection,
                            "select sum(xact_commit) from pg_stat_database where datname = current_database()"),
                    countsStatements
                            ? number(
                                    connection,
                                    "select sum(calls) from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database())")
                            : 0);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static long processorTime(long backend) {
        return ProcessHandle.of(backend)
                .flatMap(ProcessHandle::parent)
                .map(server -> Stream.concat(Stream.of(server), server.descendants()))
                .orElseGet(Stream::empty)
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToLong(Duration::toNanos)
                .sum();
    }

    private record Reading(long java, long postgres, long commits, long statements) {}
}
