package dev.agentworks.billing.usage;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the invoice of a month bears, of the transaction's workspace: the price of each run in each
 * month of service, in the order in which an invoice lists it.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY, readOnly = true)
public class BillableUsage {
    private static final int ADOPTED_AT_ONCE = 5_000;

    private final JdbcClient jdbc;

    BillableUsage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What was used together.
     *
     * @param serviceMonth the month of the calls, before the billed one when they came late
     */
    public record Line(
            LocalDate serviceMonth,
            UUID projectId,
            @Nullable UUID cardId,
            @Nullable UUID runId,
            @Nullable String agentId,
            @Nullable Integer lane,
            @Nullable Integer laneVisit,
            long calls,
            BigDecimal cost,
            BigDecimal price) {}

    /**
     * Gives calls a month that were recorded by an instance of an earlier release, which knows
     * none; each page in a transaction of its own.
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public int adopt() {
        int all = 0;
        int adopted = adoptSome();
        while (adopted > 0) {
            all += adopted;
            adopted = adoptSome();
        }
        return all;
    }

    private int adoptSome() {
        return jdbc.sql("select adopt_usage_events(:most)")
                .param("most", ADOPTED_AT_ONCE)
                .query(Integer.class)
                .single();
    }

    public List<Line> lines(UUID workspace, YearMonth period) {
        return jdbc.sql(
                        """
                        select service_month, project_id, card_id, run_id, agent_id, lane, lane_visit, calls, cost, price
                          from billable_usage
                         where workspace_id = ? and billed_period = ?
                         order by service_month desc, project_id, lane nulls last, card_id nulls last, lane_visit nulls last,
                                  run_id nulls last, agent_id nulls last
                        """)
                .params(workspace, period.atDay(1))
                .query((row, _) ->
                        new Line(
                                row.getObject("service_month", LocalDate.class),
                                row.getObject("project_id", UUID.class),
                                row.getObject("card_id", UUID.class),
                                row.getObject("run_id", UUID.class),
                                row.getString("agent_id"),
                                row.getObject("lane", Integer.class),
                                row.getObject("lane_visit", Integer.class),
                                row.getLong("calls"),
                                row.getBigDecimal("cost"),
                                row.getBigDecimal("price")))
                .list();
    }

    /** The price of each project, in the months that are billed after one; all without it. */
    public Map<YearMonth, Map<UUID, BigDecimal>> byProjectAfter(
            UUID workspace, @Nullable YearMonth closed) {
        var months = new LinkedHashMap<YearMonth, Map<UUID, BigDecimal>>();
        jdbc.sql(
                        """
                        select billed_period, project_id, sum(price) as price from billable_usage
                         where workspace_id = :workspace
                           and (cast(:closed as date) is null or billed_period > :closed)
                         group by billed_period, project_id order by billed_period, project_id
                        """)
                .param("workspace", workspace)
                .param("closed", closed == null ? null : closed.atDay(1))
                .query(row -> {
                    months.computeIfAbsent(
                                    YearMonth.from(row.getObject("billed_period", LocalDate.class)),
                                    _ -> new LinkedHashMap<>())
                            .put(
                                    row.getObject("project_id", UUID.class),
                                    row.getBigDecimal("price"));
                });
        return months;
    }

    /** The first month before this one with something that no invoice bears yet. */
    public Optional<YearMonth> firstUnbilledBefore(
            UUID workspace, YearMonth period, @Nullable YearMonth closed) {
        return jdbc.sql(
                        """
                        select min(billed_period) as first from billable_usage
                         where workspace_id = :workspace and billed_period < :period
                           and (cast(:closed as date) is null or billed_period > :closed)
                        """)
                .param("workspace", workspace)
                .param("period", period.atDay(1))
                .param("closed", closed == null ? null : closed.atDay(1))
                .query((row, _) -> Optional.ofNullable(row.getObject("first", LocalDate.class)))
                .single()
                .map(YearMonth::from);
    }

    /** Whether the workspace's own provider keys were used in the month's calls. */
    public boolean ownKeysUsed(UUID workspace, YearMonth period) {
        return jdbc.sql(
                        """
                        select exists (select from usage_event
                                        where workspace_id = :workspace and byok and quantity = 1
                                          and billed_period = :period
                                          and occurred_at >= cast(:period as date) - interval '36 days'
                                          and occurred_at < cast(:period as date) + interval '1 month')
                        """)
                .param("workspace", workspace)
                .param("period", period.atDay(1))
                .query(Boolean.class)
                .single();
    }
}
