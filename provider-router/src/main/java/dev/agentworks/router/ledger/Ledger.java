package dev.agentworks.router.ledger;

import dev.agentworks.router.budget.BudgetGate;
import dev.agentworks.router.provider.Tokens;
import dev.agentworks.router.usage.UsageEvents;
import dev.agentworks.starter.identifier.Uuids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remembers every key, so that a vendor is asked once for it at most and its outcome is told once.
 * Time is the database's: instances may disagree about now.
 */
@Component
public class Ledger {
    private final JdbcClient jdbc;
    private final UsageEvents usage;
    private final BudgetGate budgets;
    private final String owner = Uuids.v7().toString();
    private final double leaseSeconds;

    Ledger(JdbcClient jdbc, UsageEvents usage, BudgetGate budgets, LedgerSettings settings) {
        this.jdbc = jdbc;
        this.usage = usage;
        this.budgets = budgets;
        this.leaseSeconds = settings.lease().toMillis() / 1000.0;
    }

    /** Takes the key, or says what is known of it. */
    @Transactional
    public Reservation reserve(NewCall call) {
        if (inserted(call)) {
            return new Reservation.Granted(new Lease(call.key(), 1), 0);
        }
        var row =
                jdbc.sql(LedgerSql.LOCK)
                        .param("key", call.key())
                        .query(Ledger::row)
                        .optional()
                        .orElseThrow();
        if (!row.requestHash().equals(call.requestHash())) {
            return new Reservation.KeyReused();
        }
        return switch (row.state()) {
            case SUCCEEDED, FAILED, CANCELLED ->
                    row.forgotten()
                            ? new Reservation.Forgotten()
                            : new Reservation.Finished(row.state(), told(row.completion()));
            case INDETERMINATE -> new Reservation.Indeterminate();
            case RESERVED -> row.abandoned() ? takeOver(call, row) : new Reservation.InProgress();
            case DISPATCHED -> row.abandoned() ? lost(call) : new Reservation.InProgress();
        };
    }

    /** Committed before this returns: from now on the vendor may know of the call. */
    public void dispatch(Lease lease, NewAttempt attempt) {
        int written =
                bind(LedgerSql.DISPATCH, lease)
                        .param("number", attempt.number())
                        .param("provider", attempt.provider())
                        .param("model", attempt.model())
                        .param("keyName", attempt.keyName())
                        .param("simulated", attempt.simulated())
                        .update();
        if (written == 0) {
            throw new LeaseLostException(lease);
        }
    }

    /** The attempt failed and the vendor does not charge it: another one may be made. */
    public void failed(Lease lease, AttemptEnd end) {
        int written =
                bind(bind(LedgerSql.ATTEMPT_FAILED, lease), end.tokens())
                        .param("number", end.number())
                        .param("error", end.failure().kind().code())
                        .param("cost", end.cost())
                        .update();
        if (written == 0) {
            throw new LeaseLostException(lease);
        }
    }

    /** The owner knows that nothing was written: the key may be used again. */
    public void release(Lease lease) {
        bind(LedgerSql.RELEASE, lease).update();
    }

    /**
     * Records the outcome and tells billing, both or neither.
     *
     * @return false when the owner was taken for dead and the call is indeterminate for ever
     */
    @Transactional
    public boolean finish(Lease lease, Outcome outcome) {
        int updated =
                bind(bind(LedgerSql.FINISH, lease), outcome)
                        .param("provider", outcome.answerer().provider())
                        .param("model", outcome.answerer().model())
                        .param("simulated", outcome.answerer().simulated())
                        .param("byok", outcome.answerer().byok())
                        .param("answeredBy", outcome.answer().model())
                        .param("responseId", outcome.answer().responseId())
                        .param("source", outcome.answer().usageSource().name())
                        .param("price", outcome.rated().price())
                        .param("markup", outcome.rated().markup())
                        .param("priceVersion", outcome.rated().priceVersion())
                        .param("completion", outcome.completion())
                        .update();
        if (updated == 0) {
            return false;
        }
        bind(jdbc.sql(LedgerSql.FINISH_ATTEMPT).param("key", lease.key()), outcome).update();
        if (outcome.spender() != null) {
            budgets.settle(lease.key(), outcome.spender(), outcome.rated().price());
        }
        if (outcome.event() != null) {
            usage.append(outcome.event());
        }
        return true;
    }

    /** Asks whoever works on the key to stop; its owner sees it with the next renewal. */
    public boolean requestCancel(String key) {
        return jdbc.sql(LedgerSql.REQUEST_CANCEL).param("key", key).update() == 1;
    }

    /** The outcome, when there is one. */
    public Optional<Reservation.Finished> finished(String key) {
        return jdbc.sql(LedgerSql.READ).param("key", key).query(Ledger::row).optional().stream()
                .filter(row -> row.completion() != null)
                .map(row -> new Reservation.Finished(row.state(), told(row.completion())))
                .findFirst();
    }

    /** Stays the owner of these keys for another lease; gives those that shall be cancelled. */
    public List<String> renew(List<String> keys) {
        return keys.isEmpty()
                ? List.of()
                : jdbc
                        .sql(LedgerSql.RENEW)
                        .param("keys", keys.toArray(String[]::new))
                        .param("owner", owner)
                        .param("lease", leaseSeconds)
                        .query((row, number) -> row.getBoolean(2) ? row.getString(1) : "")
                        .list()
                        .stream()
                        .filter(key -> !key.isEmpty())
                        .toList();
    }

    /** Gives up what was dispatched by owners that died. */
    public int sweep() {
        return jdbc.sql(LedgerSql.SWEEP).update();
    }

    private boolean inserted(NewCall call) {
        return bind(LedgerSql.RESERVE, call).param("hash", call.requestHash()).update() == 1;
    }

    private Reservation takeOver(NewCall call, Row row) {
        bind(LedgerSql.TAKE_OVER, call).update();
        return new Reservation.Granted(new Lease(call.key(), row.attempt() + 1), row.attempts());
    }

    private Reservation lost(NewCall call) {
        jdbc.sql(LedgerSql.LOSE).param("key", call.key()).update();
        return new Reservation.Indeterminate();
    }

    private JdbcClient.StatementSpec bind(String sql, NewCall call) {
        return jdbc.sql(sql)
                .param("key", call.key())
                .param("workspace", call.workspaceId())
                .param("project", call.projectId())
                .param("card", call.cardId())
                .param("run", call.runId())
                .param("agent", call.agentId())
                .param("provider", call.provider())
                .param("model", call.model())
                .param("simulated", call.simulated())
                .param("owner", owner)
                .param("lease", leaseSeconds);
    }

    private JdbcClient.StatementSpec bind(String sql, Lease lease) {
        return jdbc.sql(sql)
                .param("key", lease.key())
                .param("attempt", lease.attempt())
                .param("owner", owner);
    }

    private static JdbcClient.StatementSpec bind(
            JdbcClient.StatementSpec statement, Outcome outcome) {
        var failure = outcome.answer().failure();
        return bind(statement, outcome.answer().tokens())
                .param("state", outcome.state().name())
                .param("cost", outcome.rated().cost())
                .param("error", failure == null ? null : failure.kind().code());
    }

    private static JdbcClient.StatementSpec bind(
            JdbcClient.StatementSpec statement, Tokens tokens) {
        return statement
                .param("fresh", tokens.freshInput())
                .param("cached", tokens.cachedInput())
                .param("written", tokens.cacheWrite())
                .param("visible", tokens.visibleOutput())
                .param("reasoning", tokens.reasoning());
    }

    private static String told(@Nullable String completion) {
        if (completion == null) {
            throw new IllegalStateException("an outcome without a completion");
        }
        return completion;
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("request_hash"),
                CallState.valueOf(row.getString("state")),
                row.getInt("attempt"),
                row.getInt("attempts"),
                row.getBoolean("abandoned"),
                row.getBoolean("forgotten"),
                row.getString("completion"));
    }

    private record Row(
            String requestHash,
            CallState state,
            int attempt,
            int attempts,
            boolean abandoned,
            boolean forgotten,
            @Nullable String completion) {}
}
