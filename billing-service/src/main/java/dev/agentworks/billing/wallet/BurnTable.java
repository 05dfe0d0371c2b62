package dev.agentworks.billing.wallet;

import dev.agentworks.starter.identifier.Uuids;
import java.math.BigDecimal;
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

/** What was taken of the grants; appended, never changed. */
@Component
class BurnTable {
    private final JdbcClient jdbc;
    private final Clock clock;

    BurnTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a month took of a grant until now. */
    record Burned(UUID grantId, BigDecimal amount) {}

    UUID append(UUID workspace, UUID grant, @Nullable YearMonth period, BigDecimal amount) {
        var id = Uuids.v7();
        jdbc.sql(
                        """
                        insert into wallet_burn (id, workspace_id, grant_id, period, amount, burned_at)
                        values (:id, :workspace, :grant, :period, :amount, :now)
                        """)
                .param("id", id)
                .param("workspace", workspace)
                .param("grant", grant)
                .param("period", period == null ? null : period.atDay(1))
                .param("amount", amount)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    /** By grant, the one that was last taken from first. */
    List<Burned> of(UUID workspace, YearMonth period) {
        return jdbc.sql(
                        """
                        select grant_id, sum(amount) as amount from wallet_burn
                         where workspace_id = ? and period = ?
                         group by grant_id having sum(amount) > 0 order by max(burned_at) desc, max(id::text) desc
                        """)
                .params(workspace, period.atDay(1))
                .query((row, _) ->
                        new Burned(
                                row.getObject("grant_id", UUID.class), row.getBigDecimal("amount")))
                .list();
    }

    /** The last month that is closed, of which nothing is taken any more. */
    @Nullable YearMonth lastClosed(UUID workspace) {
        return jdbc.sql(
                        """
                        select max(period) as period from workspace_period where workspace_id = ? and status = 'CLOSED'
                        """)
                .param(workspace)
                .query((row, _) -> Optional.ofNullable(row.getObject("period", LocalDate.class)))
                .single()
                .map(YearMonth::from)
                .orElse(null);
    }
}
