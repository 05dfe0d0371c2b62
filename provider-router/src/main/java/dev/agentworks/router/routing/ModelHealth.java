package dev.agentworks.router.routing;

import dev.agentworks.router.provider.model.FailureClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What all instances saw of the models: each writes down what it saw last, every second. */
@Component
public class ModelHealth {
    private static final String REPORT =
            """
            insert into model_health as h (provider, model, seen_at, error_code, open_until)
            values (:provider, :model, :at, :error, cast(:open as timestamptz))
            on conflict (provider, model) do update
            set seen_at = greatest(h.seen_at, excluded.seen_at),
                error_code = case when excluded.seen_at >= h.seen_at then excluded.error_code else h.error_code end,
                open_until = excluded.open_until
            where excluded.seen_at >= h.seen_at
                or h.open_until is distinct from excluded.open_until
            """;

    private static final String ALL =
            "select provider, model, seen_at, error_code, open_until from model_health";

    private final JdbcClient jdbc;
    private final Breakers breakers;

    ModelHealth(JdbcClient jdbc, Breakers breakers) {
        this.jdbc = jdbc;
        this.breakers = breakers;
    }

    /** By provider and model. */
    public Map<String, LastCall> all() {
        report();
        return jdbc.sql(ALL).query(ModelHealth::lastCall).list().stream()
                .collect(Collectors.toMap(LastCall::name, it -> it));
    }

    @Scheduled(fixedDelayString = "PT1S")
    void report() {
        for (var seen : breakers.takeReports()) {
            jdbc.sql(REPORT)
                    .param("provider", seen.provider())
                    .param("model", seen.model())
                    .param("at", OffsetDateTime.ofInstant(seen.at(), ZoneOffset.UTC))
                    .param("error", seen.failure() == null ? null : seen.failure().code())
                    .param(
                            "open",
                            seen.openUntil() == null
                                    ? null
                                    : OffsetDateTime.ofInstant(seen.openUntil(), ZoneOffset.UTC))
                    .update();
        }
    }

    private static LastCall lastCall(ResultSet row, int number) throws SQLException {
        var open = row.getObject("open_until", OffsetDateTime.class);
        return new LastCall(
                row.getString("provider") + "/" + row.getString("model"),
                row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                row.getString("error_code"),
                open == null ? null : open.toInstant());
    }

    /**
     * What is known of a model.
     *
     * @param errorCode of the last call, when it failed
     * @param openUntil an instance leaves it alone until then
     */
    public record LastCall(
            String name, Instant at, @Nullable String errorCode, @Nullable Instant openUntil) {
        /**
         * None when the last call succeeded, or when this version does not know the word for it.
         */
        @Nullable FailureClass failure() {
            for (var failure : FailureClass.values()) {
                if (failure.code().equals(errorCode)) {
                    return failure;
                }
            }
            return null;
        }
    }
}
