package dev.agentworks.billing.invoice;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which months of a workspace are closed. A month without a row is open. */
@Component
class PeriodTable {
    private final JdbcClient jdbc;
    private final Clock clock;

    PeriodTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A month of a workspace that is over, with its grace. */
    record Due(UUID workspace, YearMonth period) {}

    List<Due> due(int most) {
        return jdbc.sql("select workspace, period from periods_to_close(?, ?)")
                .params(clock.instant().atOffset(ZoneOffset.UTC), most)
                .query((row, _) ->
                        new Due(
                                row.getObject("workspace", UUID.class),
                                YearMonth.from(row.getObject("period", LocalDate.class))))
                .list();
    }

    /**
     * Takes the lock that nobody holds who records: what is recorded after it belongs to another
     * month than the ones that were closed under it.
     */
    void lockBooks() {
        jdbc.sql(
                        """
                        select pg_advisory_xact_lock(hashtextextended(current_schema() || '/usage/books', 0))::text
                        """)
                .query(String.class)
                .single();
    }

    @Nullable YearMonth lastClosed(UUID workspace) {
        return jdbc.sql("select max(period) as period from workspace_period where workspace_id = ?")
                .param(workspace)
                .query((row, _) -> Optional.ofNullable(row.getObject("period", LocalDate.class)))
                .single()
                .map(YearMonth::from)
                .orElse(null);
    }

    void begin(UUID workspace, YearMonth period) {
        jdbc.sql(
                        """
                        insert into workspace_period (workspace_id, period, status, closed_at)
                        values (?, ?, 'FINALIZING', ?) on conflict do nothing
                        """)
                .params(workspace, period.atDay(1), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The status, locked until the transaction ends; empty while the month is open. */
    Optional<String> lockStatus(UUID workspace, YearMonth period) {
        return jdbc.sql(
                        "select status from workspace_period where workspace_id = ? and period = ? for update")
                .params(workspace, period.atDay(1))
                .query(String.class)
                .optional();
    }

    void close(UUID workspace, YearMonth period) {
        jdbc.sql(
                        "update workspace_period set status = 'CLOSED' where workspace_id = ? and period = ?")
                .params(workspace, period.atDay(1))
                .update();
    }
}
