package dev.agentworks.router.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.completion.VendorStubTest;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A call is written alone or together with others, by two statements that must mean the same: each
 * case is written both ways and compared, answer and rows.
 */
class LedgerStatementTests extends VendorStubTest {
    private static final String US = "us";

    @Autowired NamedParameterJdbcTemplate named;
    @Autowired JdbcTemplate single;
    @Autowired TransactionTemplate transactions;

    /** What happened to a call before it is written to. */
    private record Case(String name, boolean ours, List<Consumer<String>> before) {}

    @Test
    void aKeyIsReservedAlikeAloneAndTogether() {
        alike(
                List.of(
                        new Case("a free key", true, List.of()),
                        new Case("a key somebody has", false, List.of(this::reserved))),
                LedgerSql.RESERVE,
                LedgerSql.RESERVE_ALL,
                Rows.RESERVED,
                this::reservation);
    }

    @Test
    void anAttemptIsDispatchedAlikeAloneAndTogether() {
        alike(
                List.of(
                        new Case("ours", true, List.of(this::reserved)),
                        new Case("nobody's", false, List.of()),
                        notOurs("another's", "owner = 'them'"),
                        notOurs("a later owner's", "attempt = 2"),
                        notOurs("out of lease", "lease_until = clock_timestamp()"),
                        notOurs("cancelled before", "cancel_requested = true"),
                        notOurs("dispatched before", "state = 'DISPATCHED'")),
                LedgerSql.DISPATCH,
                LedgerSql.DISPATCH_ALL,
                Rows.DISPATCHED,
                key -> owned(key, attempt(1)));
    }

    @Test
    void aCallEndsAlikeAloneAndTogether() {
        Consumer<String> asked =
                key -> {
                    reserved(key);
                    dispatched(key);
                };
        alike(
                List.of(
                        new Case("ours", true, List.of(asked)),
                        new Case("never asked", true, List.of(this::reserved)),
                        new Case("after a failure", true, List.of(asked, this::failedOnce)),
                        new Case("told before", true, List.of(asked, this::told)),
                        new Case("another's", false, List.of(asked, changed("owner = 'them'"))),
                        new Case("a later owner's", false, List.of(asked, changed("attempt = 2"))),
                        new Case("given up", false, List.of(asked, this::givenUp)),
                        new Case("nobody's", false, List.of())),
                LedgerSql.FINISH,
                LedgerSql.FINISH_ALL,
                Rows.FINISHED,
                key -> owned(key, ending(key)));
    }

    @Test
    void aCallThatFailsWithoutAnEventEndsAlikeAloneAndTogether() {
        alike(
                List.of(new Case("ours", true, List.of(this::reserved, this::dispatched))),
                LedgerSql.FINISH,
                LedgerSql.FINISH_ALL,
                Rows.FINISHED,
                key -> {
                    var row = owned(key, ending(key));
                    row.put("state", "FAILED");
                    row.put("error", "overloaded");
                    row.put("answeredBy", null);
                    row.put("responseId", null);
                    row.put("priceVersion", null);
                    Rows.event(row, null);
                    return row;
                });
    }

    private Case notOurs(String name, String change) {
        return new Case(name, false, List.of(this::reserved, changed(change)));
    }

    // in a transaction that nobody else ever sees
    private void alike(
            List<Case> cases,
            String alone,
            String together,
            List<String> columns,
            Function<String, Map<String, @Nullable Object>> maker) {
        transactions.executeWithoutResult(status -> {
            var one = cases.stream().map(it -> maker.apply(prepared(it))).toList();
            var many = cases.stream().map(it -> maker.apply(prepared(it))).toList();

            var written =
                    single.query(
                            together,
                            statement -> Rows.columns(statement, columns, many),
                            (row, _) -> row.getString(1));

            for (int i = 0; i < cases.size(); i++) {
                var it = cases.get(i);
                assertThat(named.update(alone, one.get(i)) == 1)
                        .as(it.name() + ", alone")
                        .isEqualTo(it.ours());
                assertThat(written.contains(key(many.get(i))))
                        .as(it.name() + ", together")
                        .isEqualTo(it.ours());
                assertThat(stored(key(many.get(i))))
                        .as(it.name())
                        .isEqualTo(stored(key(one.get(i))));
            }
            status.setRollbackOnly();
        });
    }

    private String prepared(Case it) {
        var key = key();
        it.before().forEach(step -> step.accept(key));
        return key;
    }

    private void reserved(String key) {
        named.update(LedgerSql.RESERVE, reservation(key));
    }

    private void dispatched(String key) {
        named.update(LedgerSql.DISPATCH, owned(key, attempt(1)));
    }

    private void failedOnce(String key) {
        named.update(LedgerSql.ATTEMPT_FAILED, owned(key, ending(key)));
        named.update(LedgerSql.DISPATCH, owned(key, attempt(2)));
    }

    private void givenUp(String key) {
        named.query(LedgerSql.LOSE, Map.of("key", key), (row, _) -> row.getString(1));
    }

    private void told(String key) {
        named.update(
                """
                insert into outbox (event_id, topic, attributes, payload)
                values ('event-' || :key, 'usage-events', '{}', '{}')
                """,
                Map.of("key", key));
    }

    private Consumer<String> changed(String change) {
        return key ->
                named.update(
                        "update llm_call set %s where idem_key = :key".formatted(change),
                        Map.of("key", key));
    }

    private Map<String, @Nullable Object> reservation(String key) {
        var row =
                Rows.call(
                        new NewCall(
                                key,
                                "hash",
                                workspace,
                                workspace,
                                UUID.fromString("01990000-0000-7000-8000-000000000001"),
                                null,
                                "PRD",
                                null,
                                "openai",
                                "gpt-4o",
                                true));
        row.put("owner", US);
        row.put("lease", 60.0);
        return row;
    }

    private static Map<String, @Nullable Object> attempt(int number) {
        return Rows.attempt(new NewAttempt(number, "openai", "gpt-4o", "platform", false));
    }

    private static Map<String, @Nullable Object> ending(String key) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("number", 1);
        row.put("state", "SUCCEEDED");
        row.put("error", null);
        row.put("fresh", 20L);
        row.put("cached", 4L);
        row.put("written", 3L);
        row.put("hourly", 2L);
        row.put("visible", 7L);
        row.put("reasoning", 5L);
        row.put("cost", new BigDecimal("0.25"));
        row.put("provider", "anthropic");
        row.put("model", "claude");
        row.put("simulated", true);
        row.put("byok", true);
        row.put("answeredBy", "claude-1");
        row.put("responseId", "resp-1");
        row.put("source", "PROVIDER");
        row.put("estimated", true);
        row.put("price", new BigDecimal("1.25"));
        row.put("markup", new BigDecimal("5"));
        row.put("priceVersion", "2026-01-01");
        row.put("completion", "{}");
        row.put("eventId", "event-" + key);
        row.put("eventTopic", "usage-events");
        row.put("eventOrder", "a workspace");
        row.put("eventAttributes", "{\"eventType\":\"usage\"}");
        row.put("eventPayload", "{}");
        return row;
    }

    private static Map<String, @Nullable Object> owned(
            String key, Map<String, @Nullable Object> row) {
        row.put("key", key);
        row.put("attempt", 1);
        row.put("owner", US);
        return row;
    }

    private static String key(Map<String, @Nullable Object> row) {
        return String.valueOf(row.get("key"));
    }

    /** All that is known of a key, but for the key itself and when that was. */
    private List<String> stored(String key) {
        return List.of(
                        "select * from llm_call where idem_key = :key",
                        "select * from llm_attempt where idem_key = :key order by number",
                        "select topic, ordering_key, attributes, payload from outbox where event_id = 'event-' || :key")
                .stream()
                .flatMap(sql -> named.queryForList(sql, Map.of("key", key)).stream())
                .map(row -> {
                    row.replaceAll((_, value) -> value instanceof Timestamp ? "some time" : value);
                    return row.toString().replace(key, "the key");
                })
                .toList();
    }
}
