package dev.agentworks.billing.report;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/** Adds up what a workspace used; for members only, for others there is no such workspace. */
@Component
public class UsageReports {
    /** The name of calls that no agent made. */
    private static final String UNATTRIBUTED = "unattributed";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    UsageReports(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
    }

    /** The sums of a period, broken down by these dimensions. */
    public UsageSummary summary(
            ActingUser user, UUID workspace, Period period, Set<Dimension> dimensions) {
        if (!user.grants().containsKey(workspace.toString())) {
            throw new ProblemException(
                    CommonError.NOT_FOUND, "There is no workspace " + workspace + ".");
        }
        return summarize(workspace, period, dimensions, rows(workspace, period));
    }

    // one reading of the rows for all dimensions: two readings could differ
    private static UsageSummary summarize(
            UUID workspace, Period period, Set<Dimension> dimensions, List<UsageRow> rows) {
        var breakdown = new EnumMap<Dimension, Map<String, Tally>>(Dimension.class);
        dimensions.forEach(dimension -> breakdown.put(dimension, new TreeMap<>()));
        var total = Tally.NONE;
        for (var row : rows) {
            total = total.plus(row.tally());
            breakdown.forEach((dimension, tallies) ->
                    tallies.merge(dimension.nameOf(row), row.tally(), Tally::plus));
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
                row.getObject("day", java.time.LocalDate.class),
                row.getObject("project_id", UUID.class),
                agent.isEmpty() ? UNATTRIBUTED : agent,
                row.getString("provider"),
                row.getString("model"),
                new Tally(
                        row.getLong("calls"),
                        row.getLong("failed_calls"),
                        row.getLong("input_tokens"),
                        row.getLong("output_tokens"),
                        row.getBigDecimal("cost"),
                        row.getBigDecimal("price")));
    }
}
