package dev.agentworks.router.ledger;

import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.starter.outbox.OutboxRow;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in the statements' parameters. */
final class Rows {
    /** The columns of {@link LedgerSql#RESERVE_ALL}. */
    static final List<String> RESERVED =
            List.of(
                    "key",
                    "hash",
                    "workspace",
                    "project",
                    "card",
                    "run",
                    "agent",
                    "provider",
                    "model",
                    "simulated",
                    "owner",
                    "lease");

    /** The columns of {@link LedgerSql#DISPATCH_ALL}. */
    static final List<String> DISPATCHED =
            List.of(
                    "key",
                    "attempt",
                    "owner",
                    "number",
                    "provider",
                    "model",
                    "keyName",
                    "simulated");

    /** The columns of {@link LedgerSql#FINISH_ALL}. */
    static final List<String> FINISHED =
            List.of(
                    "key",
                    "attempt",
                    "owner",
                    "state",
                    "error",
                    "fresh",
                    "cached",
                    "written",
                    "hourly",
                    "visible",
                    "reasoning",
                    "cost",
                    "provider",
                    "model",
                    "simulated",
                    "byok",
                    "answeredBy",
                    "responseId",
                    "source",
                    "estimated",
                    "price",
                    "markup",
                    "priceVersion",
                    "completion",
                    "eventId",
                    "eventTopic",
                    "eventOrder",
                    "eventAttributes",
                    "eventPayload");

    private Rows() {}

    static Map<String, @Nullable Object> call(NewCall call) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("key", call.key());
        row.put("hash", call.requestHash());
        row.put("workspace", call.workspaceId());
        row.put("project", call.projectId());
        row.put("card", call.cardId());
        row.put("run", call.runId());
        row.put("agent", call.agentId());
        row.put("apiKey", call.apiKeyId());
        row.put("provider", call.provider());
        row.put("model", call.model());
        row.put("simulated", call.simulated());
        return row;
    }

    static Map<String, @Nullable Object> attempt(NewAttempt attempt) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("number", attempt.number());
        row.put("provider", attempt.provider());
        row.put("model", attempt.model());
        row.put("keyName", attempt.keyName());
        row.put("simulated", attempt.simulated());
        return row;
    }

    static Map<String, @Nullable Object> end(AttemptEnd end) {
        var row = used(end.tokens(), end.cost(), end.failure().kind().code());
        row.put("number", end.number());
        return row;
    }

    static Map<String, @Nullable Object> outcome(Outcome outcome) {
        var response = outcome.response();
        var failure = response.failure();
        var row =
                used(
                        response.tokens(),
                        outcome.charge().cost(),
                        failure == null ? null : failure.kind().code());
        row.put("state", outcome.state().name());
        row.put("provider", outcome.answerer().provider());
        row.put("model", outcome.answerer().model());
        row.put("simulated", outcome.answerer().simulated());
        row.put("byok", outcome.answerer().byok());
        row.put("answeredBy", response.model());
        row.put("responseId", response.responseId());
        row.put("source", response.usageSource().name());
        row.put("estimated", outcome.estimated());
        row.put("price", outcome.charge().price());
        row.put("markup", outcome.charge().markup());
        row.put("priceVersion", outcome.charge().priceVersion());
        row.put("completion", outcome.completion());
        return row;
    }

    private static Map<String, @Nullable Object> used(
            Tokens tokens, BigDecimal cost, @Nullable String error) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("fresh", tokens.freshInput());
        row.put("cached", tokens.cachedInput());
        row.put("written", tokens.cacheWrite());
        row.put("hourly", tokens.cacheWrite1h());
        row.put("visible", tokens.visibleOutput());
        row.put("reasoning", tokens.reasoning());
        row.put("cost", cost);
        row.put("error", error);
        return row;
    }

    /** The event for billing, if there is one. */
    static void event(Map<String, @Nullable Object> row, @Nullable OutboxRow event) {
        row.put("eventId", event == null ? null : event.eventId());
        row.put("eventTopic", event == null ? null : event.topic());
        row.put("eventOrder", event == null ? null : event.orderingKey());
        row.put("eventAttributes", event == null ? null : event.attributes());
        row.put("eventPayload", event == null ? null : event.payload());
    }

    /** The rows as the statements of many calls take them: a column of them in each parameter. */
    static void columns(
            PreparedStatement statement,
            List<String> names,
            List<Map<String, @Nullable Object>> rows)
            throws SQLException {
        int column = 0;
        for (var name : names) {
            @Nullable String[] values = new @Nullable String[rows.size()];
            for (int i = 0; i < values.length; i++) {
                var value = rows.get(i).get(name);
                values[i] = value == null ? null : value.toString();
            }
            statement.setObject(++column, values);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, ?>[] array(List<Map<String, @Nullable Object>> rows) {
        return rows.toArray(Map[]::new);
    }
}
