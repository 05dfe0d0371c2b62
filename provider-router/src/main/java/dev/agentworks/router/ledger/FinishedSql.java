package dev.agentworks.router.ledger;

import dev.agentworks.router.provider.Tokens;
import dev.agentworks.router.provider.VendorFailure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a call that is over. */
final class FinishedSql {
    static final String CALL =
            """
            insert into llm_call (idem_key, request_hash, workspace_id, project_id, card_id, run_id, agent_id,
                provider, model, simulated, byok, state, attempts, created_at, dispatched_at, finished_at,
                answered_by, response_id, fresh_input, cached_input, cache_write, visible_output, reasoning,
                usage_source, cost, price, markup, price_version, error_code, completion, forgotten_at)
            values (:key, :hash, :workspace, :project, :card, :run, :agent, :provider, :model, :simulated,
                :byok, :state, :attempts, clock_timestamp(), clock_timestamp(), clock_timestamp(), :answeredBy,
                :responseId, :fresh, :cached, :written, :visible, :reasoning, :source, :cost, :price, :markup,
                :priceVersion, :error, null, clock_timestamp())
            """;

    static final String ATTEMPT =
            """
            insert into llm_attempt (idem_key, number, provider, model, key_name, simulated, state, finished_at,
                fresh_input, cached_input, cache_write, visible_output, reasoning, cost, error_code)
            values (:key, :number, :provider, :model, :keyName, :simulated, :state, clock_timestamp(),
                :fresh, :cached, :written, :visible, :reasoning, :cost, :error)
            """;

    private FinishedSql() {}

    static Map<String, @Nullable Object> call(FinishedCall finished) {
        var call = finished.call();
        var outcome = finished.outcome();
        var answer = outcome.answer();
        var row = row(call.key(), answer.tokens(), outcome.rated().cost(), answer.failure());
        row.put("hash", call.requestHash());
        row.put("workspace", call.workspaceId());
        row.put("project", call.projectId());
        row.put("card", call.cardId());
        row.put("run", call.runId());
        row.put("agent", call.agentId());
        row.put("provider", outcome.answerer().provider());
        row.put("model", outcome.answerer().model());
        row.put("simulated", outcome.answerer().simulated());
        row.put("byok", outcome.answerer().byok());
        row.put("state", outcome.state().name());
        row.put("attempts", finished.attempts().size());
        row.put("answeredBy", answer.model());
        row.put("responseId", answer.responseId());
        row.put("source", answer.usageSource().name());
        row.put("price", outcome.rated().price());
        row.put("markup", outcome.rated().markup());
        row.put("priceVersion", outcome.rated().priceVersion());
        return row;
    }

    static List<Map<String, @Nullable Object>> attempts(FinishedCall finished) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        var outcome = finished.outcome();
        for (var attempt : finished.attempts()) {
            var end =
                    finished.earlier().stream()
                            .filter(it -> it.number() == attempt.number())
                            .findFirst();
            var row =
                    end.map(it -> row(finished.call().key(), it.tokens(), it.cost(), it.failure()))
                            .orElseGet(() ->
                                    row(
                                            finished.call().key(),
                                            outcome.answer().tokens(),
                                            outcome.rated().cost(),
                                            outcome.answer().failure()));
            row.put("number", attempt.number());
            row.put("provider", attempt.provider());
            row.put("model", attempt.model());
            row.put("keyName", attempt.keyName());
            row.put("simulated", attempt.simulated());
            row.put("state", end.isPresent() ? "FAILED" : outcome.state().name());
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, @Nullable Object> row(
            String key, Tokens tokens, BigDecimal cost, @Nullable VendorFailure failure) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("key", key);
        row.put("fresh", tokens.freshInput());
        row.put("cached", tokens.cachedInput());
        row.put("written", tokens.cacheWrite());
        row.put("visible", tokens.visibleOutput());
        row.put("reasoning", tokens.reasoning());
        row.put("cost", cost);
        row.put("error", failure == null ? null : failure.kind().code());
        return row;
    }
}
