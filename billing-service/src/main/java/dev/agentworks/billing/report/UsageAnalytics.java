package dev.agentworks.billing.report;

import dev.agentworks.billing.workspace.WorkspaceAccess;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sums up single calls of a workspace by whatever its members ask for. */
@Component
public class UsageAnalytics {
    /** More rows than anybody reads; beyond it the question is to be narrowed. */
    public static final int MOST_ROWS = 20_000;

    private final JdbcClient jdbc;
    private final WorkspaceAccess access;
    private final Clock clock;

    UsageAnalytics(JdbcClient jdbc, WorkspaceAccess access, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    /** The rows, by time and then by name. */
    public List<AnalyticsRow> rows(
            ActingUser user,
            UUID workspace,
            Period period,
            Grain grain,
            Set<AnalyticsDimension> dimensions) {
        var rows =
                access.asMember(user, workspace, () -> read(workspace, period, grain, dimensions));
        if (rows.size() > MOST_ROWS) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST,
                            "That is more than %d rows; ask for a shorter period, a coarser grain or fewer names."
                                    .formatted(MOST_ROWS))
                    .invalid("query:from", "makes too many rows");
        }
        return rows;
    }

    /** What the current month will come to. */
    public Forecast forecast(ActingUser user, UUID workspace) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return access.asMember(user, workspace, () -> Forecast.of(today, prices(workspace, today)));
    }

    private Map<LocalDate, BigDecimal> prices(UUID workspace, LocalDate today) {
        var prices = new TreeMap<LocalDate, BigDecimal>();
        var first = YearMonth.from(today).atDay(1);
        jdbc.sql(
                        """
                        select day, sum(price) as price from usage_rollup
                         where workspace_id = ? and day >= ? and day <= ? group by day
                        """)
                .params(workspace, first.minusDays(Forecast.DAYS_BEFORE), today)
                .query(row -> {
                    prices.put(row.getObject("day", LocalDate.class), row.getBigDecimal("price"));
                });
        return prices;
    }

    // every part of the statement that varies is a constant of an enum
    private List<AnalyticsRow> read(
            UUID workspace, Period period, Grain grain, Set<AnalyticsDimension> dimensions) {
        var columns =
                dimensions.stream()
                        .map(it -> ", %s as %s_name".formatted(it.column(), it.word()))
                        .collect(Collectors.joining());
        var keys =
                dimensions.stream()
                        .map(it -> ", %s_name".formatted(it.word()))
                        .collect(Collectors.joining());
        return jdbc.sql(
                        """
                        select %s as bucket%s, sum(quantity) as calls,
                               coalesce(sum(quantity) filter (where outcome = 'failed'), 0) as failed_calls,
                               sum(input_tokens) as input_tokens, sum(output_tokens) as output_tokens,
                               sum(cost) as cost, sum(price) as price
                          from usage_event
                         where workspace_id = :workspace and occurred_at >= :from and occurred_at < :to
                         group by bucket%s order by bucket%s limit :most
                        """
                                .formatted(grain.column(), columns, keys, keys))
                .param("workspace", workspace)
                .param("from", period.from().atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("to", period.to().atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("most", MOST_ROWS + 1)
                .query((row, _) -> row(row, dimensions))
                .list();
    }

    private static AnalyticsRow row(ResultSet row, Set<AnalyticsDimension> dimensions)
            throws SQLException {
        var names = new LinkedHashMap<String, String>();
        for (var dimension : dimensions) {
            names.put(dimension.word(), row.getString(dimension.word() + "_name"));
        }
        return new AnalyticsRow(
                row.getObject("bucket", OffsetDateTime.class).toInstant(),
                names,
                new UsageTotals(
                        row.getLong("calls"),
                        row.getLong("failed_calls"),
                        row.getLong("input_tokens"),
                        row.getLong("output_tokens"),
                        row.getBigDecimal("cost"),
                        row.getBigDecimal("price")));
    }
}
