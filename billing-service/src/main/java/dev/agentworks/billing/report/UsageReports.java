package dev.agentworks.billing.report;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sums what a workspace used, for its members; others get {@code not-found}. */
@Component
public class UsageReports {
    /** The name of calls that no agent made. */
    private static final String UNATTRIBUTED = "unattributed";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;

    UsageReports(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
    }

    /** The current UTC month. */
    public Period currentPeriod() {
        return Period.monthOf(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** The totals of a period, broken down by these dimensions. */
    public UsageSummary summary(
            ActingUser user, UUID workspace, Period period, Set<Dimension> dimensions) {
        if (!user.grants().containsKey(workspace.toString())) {
            throw new ProblemException(
                    CommonError.NOT_FOUND, "There is no workspace " + workspace + ".");
        }
        return summarize(workspace, period, dimensions, rows(workspace, period));
    }

    // all dimensions are computed from one query: two queries could differ
    private static UsageSummary summarize(
            UUID workspace, Period period, Set<Dimension> dimensions, List<UsageRow> rows) {
        var breakdown = new EnumMap<Dimension, Map<String, UsageTotals>>(Dimension.class);
        dimensions.forEach(dimension -> breakdown.put(dimension, new TreeMap<>()));
        var total = UsageTotals.NONE;
        for (var row : rows) {
            total = total.plus(row.totals());
            breakdown.forEach((dimension, totalsByName) ->
                    totalsByName.merge(dimension.nameOf(row), row.totals(), UsageTotals::plus));
        }
        return new UsageSummary(workspace, period, total, breakdown);
    }

    private List<UsageRow> rows(UUID workspace, Period period) {
        return TenantScope.call(
                DatabaseSubject.tenant(workspace.toString()),
                () ->
                        Objects.requireNonNull(
                                transaction.execute(_ ->
                                        jdbc.sql(
                                                        """
                                                        select * from usage_rollup
                                                         where workspace_id = ? and day >= ? and day < ?
                                                        """)
                                                .params(workspace, period.from(), period.to())
                                                .query(UsageReports::row)
                                                .list())));
    }

    private static UsageRow row(ResultSet row, int number) throws SQLException {
        var agent = row.getString("agent_id");
        return new UsageRow(
                row.getObject("day", LocalDate.class),
                row.getObject("project_id", UUID.class),
                agent.isEmpty() ? UNATTRIBUTED : agent,
                row.getString("provider"),
                row.getString("model"),
                new UsageTotals(
                        row.getLong("calls"),
                        row.getLong("failed_calls"),
                        row.getLong("input_tokens"),
                        row.getLong("output_tokens"),
                        row.getBigDecimal("cost"),
                        row.getBigDecimal("price")));
    }
}
