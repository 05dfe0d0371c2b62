package dev.agentworks.router.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a call that is over. No caller can ask for its completion again, so that is not kept.
 */
final class FinishedSql {
    static final String CALL =
            """
            insert into llm_call (idem_key, request_hash, workspace_id, project_id, card_id, run_id, agent_id, api_key_id,
                key_name, provider, model, simulated, byok, state, attempts, created_at, dispatched_at, finished_at,
                answered_by, response_id, fresh_input, cached_input, cache_write, cache_write_hour, visible_output, reasoning,
                usage_source, estimated, cost, price, markup, price_version, error_code, completion, forgotten_at)
            values (:key, :hash, :workspace, :project, :card, :run, :agent, :apiKey, :keyName, :provider, :model, :simulated,
                :byok, :state, :attempts, clock_timestamp(), clock_timestamp(), clock_timestamp(), :answeredBy,
                :responseId, :fresh, :cached, :written, :hourly, :visible, :reasoning, :source, :estimated, :cost, :price, :markup,
                :priceVersion, :error, null, clock_timestamp())
            """;

    static final String ATTEMPT =
            """
            insert into llm_attempt (idem_key, number, provider, model, key_name, simulated, state, finished_at,
                fresh_input, cached_input, cache_write, cache_write_hour, visible_output, reasoning, cost, error_code)
            values (:key, :number, :provider, :model, :keyName, :simulated, :state, clock_timestamp(),
                :fresh, :cached, :written, :hourly, :visible, :reasoning, :cost, :error)
            """;

    private FinishedSql() {}

    static Map<String, @Nullable Object> call(FinishedCall finished) {
        var row = Rows.call(finished.call());
        row.putAll(Rows.outcome(finished.outcome()));
        row.put("attempts", finished.attempts().size());
        row.put(
                "keyName",
                isDecidedAtOnce(finished) ? finished.attempts().getFirst().keyName() : null);
        return row;
    }

    /** The attempts that the row of the call does not show itself. */
    static List<Map<String, @Nullable Object>> attempts(FinishedCall finished) {
        if (isDecidedAtOnce(finished)) {
            return List.of();
        }
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var attempt : finished.attempts()) {
            var end =
                    finished.earlier().stream()
                            .filter(it -> it.number() == attempt.number())
                            .findFirst();
            var row = end.map(Rows::end).orElseGet(() -> Rows.outcome(finished.outcome()));
            row.putAll(Rows.attempt(attempt));
            row.put("key", finished.call().key());
            row.put("state", end.isPresent() ? "FAILED" : finished.outcome().state().name());
            if (end.isEmpty()) {
                row.put("cost", ownCost(finished));
            }
            rows.add(row);
        }
        return rows;
    }

    private static boolean isDecidedAtOnce(FinishedCall finished) {
        return finished.attempts().size() == 1;
    }

    // the call's cost holds that of earlier attempts
    private static BigDecimal ownCost(FinishedCall finished) {
        return finished.earlier().stream()
                .map(AttemptEnd::cost)
                .reduce(finished.outcome().charge().cost(), BigDecimal::subtract);
    }
}
