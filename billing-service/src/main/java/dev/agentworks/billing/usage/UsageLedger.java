package dev.agentworks.billing.usage;

import dev.agentworks.starter.commit.GroupCommit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Records usage, once per event id; what comes at the same time is written together. */
@Component
class UsageLedger {
    static final String SUBSCRIPTION = "billing.usage-events";

    /** One writes while the next batch gathers; more would only wait for each other's rows. */
    private static final int WRITERS = 2;

    private final JdbcTemplate jdbc;
    private final PlanRating rating;
    private final TransactionTemplate transaction;
    private final GroupCommit<UsageEntry, RecordOutcome> commits;

    UsageLedger(JdbcTemplate jdbc, PlanRating rating, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.rating = rating;
        this.transaction = new TransactionTemplate(transactions);
        this.commits =
                new GroupCommit<>(
                        "usage events",
                        WRITERS,
                        entry -> entry.event().eventId(),
                        this::recordAll,
                        // recording again changes nothing, whatever the failure left behind
                        _ -> true);
    }

    /** Records the entry; it is committed when this returns. */
    RecordOutcome record(UsageEntry entry) {
        return commits.submit(entry);
    }

    /** Records all entries in one transaction. */
    List<RecordOutcome> recordAll(List<UsageEntry> entries) {
        return Objects.requireNonNull(transaction.execute(_ -> recorded(entries)));
    }

    private List<RecordOutcome> recorded(List<UsageEntry> told) {
        var entries = rating.rated(told);
        var outcomes = new RecordOutcome[entries.size()];
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(UsageColumns.SQL);
                    int column = 0;
                    for (var array : UsageColumns.arrays(connection, entries)) {
                        statement.setArray(++column, array);
                    }
                    return statement;
                },
                row -> {
                    outcomes[row.getInt("nr") - 1] = outcome(row);
                });
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] instanceof RecordOutcome.Conflict) {
                keepConflict(entries.get(i));
            }
        }
        return Arrays.asList(outcomes);
    }

    private static RecordOutcome outcome(ResultSet row) throws SQLException {
        var word = row.getString("answer");
        return switch (word) {
            case "RECORDED" -> new RecordOutcome.Recorded();
            case "KNOWN" -> new RecordOutcome.AlreadyRecorded();
            case "CONFLICT" -> new RecordOutcome.Conflict();
            default -> throw new IllegalStateException("record_usage answered " + word);
        };
    }

    private void keepConflict(UsageEntry entry) {
        jdbc.query(
                "select record_usage_conflict(?, ?, ?, ?)",
                _ -> {},
                entry.event().eventId(),
                entry.hash(),
                entry.event().workspaceId(),
                entry.payload());
    }
}
