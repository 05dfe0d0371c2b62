package dev.agentworks.router.ledger;

import dev.agentworks.router.budget.BudgetGate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Remembers every key, so that a vendor is asked once for it at most and its outcome is announced
 * once. Time is the database's: instances may disagree about now.
 */
@Component
public class Ledger {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final LedgerWrites writes;
    private final BudgetGate budgets;
    private final String owner;
    private final double leaseSeconds;

    Ledger(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            LedgerWrites writes,
            BudgetGate budgets,
            Owner owner,
            LedgerSettings settings) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.writes = writes;
        this.budgets = budgets;
        this.owner = owner.name();
        this.leaseSeconds = settings.lease().toMillis() / 1000.0;
    }

    /** Takes the key, or returns what is known of it. */
    public Reservation reserve(NewCall call) {
        if (writes.reserve(owned(call))) {
            return new Reservation.Granted(new Lease(call.key(), 1), 0);
        }
        return Objects.requireNonNull(transactions.execute(_ -> known(call)));
    }

    /** Committed before this returns: from now on the vendor may know of the call. */
    public void dispatch(Lease lease, NewAttempt attempt) {
        if (!writes.dispatch(owned(lease, Rows.attempt(attempt)))) {
            throw new LeaseLostException(lease);
        }
    }

    /** The attempt failed and the vendor does not charge it: another one may be made. */
    public void failed(Lease lease, AttemptEnd end) {
        if (update(LedgerSql.ATTEMPT_FAILED, owned(lease, Rows.end(end))) == 0) {
            throw new LeaseLostException(lease);
        }
    }

    /**
     * The owner knows that nothing was written: the key may be used again, and nothing is held for
     * it. An owner that lost the key releases nothing: the money is the new owner's.
     */
    public void release(Lease lease) {
        giveUp(jdbc.sql(LedgerSql.RELEASE).params(owned(lease, new HashMap<>())));
    }

    /**
     * Records the outcome and the event for billing, both or neither.
     *
     * @return false when the owner was taken for dead and the call is indeterminate for ever
     */
    public boolean finish(Lease lease, Outcome outcome) {
        return writes.finish(owned(lease, Rows.outcome(outcome)), outcome);
    }

    /** Requests that the call of the key stops; its owner sees it with the next renewal. */
    public boolean requestCancel(String key) {
        return jdbc.sql(LedgerSql.REQUEST_CANCEL).param("key", key).update() == 1;
    }

    /** Whether its outcome was lost, so that nobody makes the call any more. */
    public boolean isLost(String key) {
        return jdbc.sql(LedgerSql.READ).param("key", key).query(Ledger::row).optional().stream()
                .allMatch(row -> row.state() == CallState.INDETERMINATE);
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
        return giveUp(jdbc.sql(LedgerSql.SWEEP));
    }

    /** Gives back the money of calls whose owners died before they dispatched them. */
    public int forsake() {
        return giveUp(jdbc.sql(LedgerSql.FORSAKE));
    }

    // calls that were not made, and calls whose end was lost, cost nothing: their money is free at
    // once,
    // and before another owner can hold it
    private int giveUp(JdbcClient.StatementSpec statement) {
        return Objects.requireNonNull(
                transactions.execute(_ -> {
                    var keys = statement.query(String.class).list();
                    keys.forEach(budgets::release);
                    return keys.size();
                }));
    }

    private Reservation known(NewCall call) {
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

    private Reservation takeOver(NewCall call, Row row) {
        update(LedgerSql.TAKE_OVER, owned(call));
        return new Reservation.Granted(new Lease(call.key(), row.attempt() + 1), row.attempts());
    }

    private Reservation lost(NewCall call) {
        giveUp(jdbc.sql(LedgerSql.LOSE).param("key", call.key()));
        return new Reservation.Indeterminate();
    }

    private int update(String sql, Map<String, @Nullable Object> row) {
        return jdbc.sql(sql).params(row).update();
    }

    private Map<String, @Nullable Object> owned(NewCall call) {
        var row = Rows.call(call);
        row.put("owner", owner);
        row.put("lease", leaseSeconds);
        return row;
    }

    private Map<String, @Nullable Object> owned(Lease lease, Map<String, @Nullable Object> row) {
        row.put("key", lease.key());
        row.put("attempt", lease.attempt());
        row.put("owner", owner);
        return row;
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
