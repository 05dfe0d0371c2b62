package dev.agentworks.billing.usage;

import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What the books of a workspace say, in each of the three ways in which they are kept. */
record TestBooks(UUID workspace, JdbcClient jdbc, TransactionTemplate transactions) {
    private static final String SUMS =
            """
            , sum(%s) as calls, sum(input_tokens) as input_tokens, sum(output_tokens) as output_tokens,
            sum(cost) as cost, sum(price) as price
            """;

    /** Of one moment: what the raw events add up to, and what both sums of them say. */
    record Moment(
            Map<String, Sums> rawByDay,
            Map<String, Sums> byDay,
            Map<String, Sums> rawByRun,
            Map<String, Sums> byRun) {}

    record Sums(long calls, long input, long output, BigDecimal cost, BigDecimal price) {}

    Moment now() {
        return in(() ->
                new Moment(
                        sums(
                                "(occurred_at at time zone 'UTC')::date, project_id, coalesce(agent_id, ''), provider, model",
                                "quantity",
                                "usage_event"),
                        sums("day, project_id, agent_id, provider, model", "calls", "usage_rollup"),
                        sums(
                                "billed_period, project_id, card_id, run_id, agent_id, lane, lane_visit",
                                "quantity",
                                "usage_event"),
                        sums(
                                "billed_period, project_id, card_id, run_id, agent_id, lane, lane_visit",
                                "calls",
                                "billable_usage")));
    }

    /** What should be in the books after these events, whatever became of them on the way. */
    static Map<String, Sums> expectedByDay(List<UsageEvent> events) {
        var expected = new TreeMap<String, Sums>();
        for (var event : events) {
            var key =
                    String.join(
                            "|",
                            event.timestamp().toString().substring(0, 10),
                            event.projectId().toString(),
                            event.agentId() == null ? "" : event.agentId(),
                            event.provider(),
                            event.model());
            expected.merge(
                    key,
                    new Sums(
                            1,
                            event.usage().inputTokens(),
                            event.usage().outputTokens(),
                            event.cost().setScale(12),
                            event.price().setScale(12)),
                    TestBooks::plus);
        }
        return expected;
    }

    BigDecimal total(String column, String table, String where) {
        return in(() ->
                jdbc.sql(
                                "select coalesce(sum(%s), 0) from %s where workspace_id = ? and %s"
                                        .formatted(column, table, where))
                        .param(workspace)
                        .query(BigDecimal.class)
                        .single());
    }

    List<LocalDate> billedPeriods(String eventId) {
        return in(() ->
                jdbc.sql("select billed_period from usage_event where event_id = ?")
                        .param(eventId)
                        .query(LocalDate.class)
                        .list());
    }

    <T> T in(Supplier<T> work) {
        // one snapshot for all questions
        var definition = new DefaultTransactionDefinition(transactions.getPropagationBehavior());
        definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        var template =
                new TransactionTemplate(
                        Objects.requireNonNull(transactions.getTransactionManager()), definition);
        return Objects.requireNonNull(
                TenantScope.call(
                        DatabaseSubject.tenant(workspace.toString()),
                        () -> template.execute(_ -> work.get())));
    }

    private Map<String, Sums> sums(String columns, String calls, String table) {
        var all = new TreeMap<String, Sums>();
        int keys = columns.split(", (?![^(]*\\))").length;
        jdbc.sql(
                        "select "
                                + columns
                                + SUMS.formatted(calls)
                                + " from %s where workspace_id = ? group by %s"
                                        .formatted(table, columns))
                .param(workspace)
                .query(row -> {
                    var key = new ArrayList<String>();
                    for (int i = 1; i <= keys; i++) {
                        key.add(String.valueOf(row.getString(i)));
                    }
                    all.put(
                            String.join("|", key),
                            new Sums(
                                    row.getLong("calls"),
                                    row.getLong("input_tokens"),
                                    row.getLong("output_tokens"),
                                    row.getBigDecimal("cost"),
                                    row.getBigDecimal("price")));
                });
        return all;
    }

    private static Sums plus(Sums one, Sums other) {
        return new Sums(
                one.calls + other.calls,
                one.input + other.input,
                one.output + other.output,
                one.cost.add(other.cost),
                one.price.add(other.price));
    }
}
