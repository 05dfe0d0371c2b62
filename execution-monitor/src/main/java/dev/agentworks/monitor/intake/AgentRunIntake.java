package dev.agentworks.monitor.intake;

import dev.agentworks.events.Topics;
import dev.agentworks.events.log.LogBatch;
import dev.agentworks.events.run.AgentRunEvent;
import dev.agentworks.starter.messaging.Handling;
import dev.agentworks.starter.messaging.InboundSubscription;
import dev.agentworks.starter.messaging.IncomingMessage;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.EnableScheduling;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Consumes the events and log lines of runs. A message that cannot be read goes to the dead letters
 * with the reason.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AgentRunIntake {
    private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofSeconds(60);
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private final JsonMapper json;

    AgentRunIntake(JsonMapper json) {
        this.json = json;
    }

    @Bean
    IntakeShare intakeShare(DataSource pool, IntakeSettings settings) throws SQLException {
        return IntakeShare.of(pool, settings);
    }

    @Bean
    InboundSubscription agentRuns(LogStreams streams, IntakeShare share) {
        return new InboundSubscription(
                "monitor.agent-runs",
                Topics.AGENT_RUNS,
                true,
                null,
                ACKNOWLEDGE_WITHIN,
                share.events(),
                message ->
                        handle(
                                message,
                                AgentRunEvent.class,
                                MessageValidation::problemOf,
                                streams::record));
    }

    @Bean
    InboundSubscription agentRunLogs(LogStreams streams, IntakeShare share) {
        return new InboundSubscription(
                "monitor.agent-run-logs",
                Topics.AGENT_RUN_LOGS,
                true,
                null,
                ACKNOWLEDGE_WITHIN,
                share.lines(),
                message ->
                        handle(
                                message,
                                LogBatch.class,
                                MessageValidation::problemOf,
                                streams::append));
    }

    private <T> Handling handle(
            IncomingMessage message,
            Class<T> type,
            Function<T, @Nullable String> problemOf,
            Consumer<T> effect) {
        T content;
        try {
            content = json.readValue(message.body(), type);
        } catch (JacksonException e) {
            return Handling.undeliverable(
                    "not a %s: %s".formatted(type.getSimpleName(), e.getOriginalMessage()));
        }
        var reason = content == null ? "an empty message" : problemOf.apply(content);
        if (reason != null) {
            return Handling.undeliverable(reason);
        }
        try {
            effect.accept(content);
            return Handling.done();
        } catch (DataAccessException e) {
            if (isForeign(e)) {
                return Handling.undeliverable("the run belongs to another workspace");
            }
            throw e;
        }
    }

    // row security refuses to touch a row of another workspace
    private static boolean isForeign(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException cause
                && INSUFFICIENT_PRIVILEGE.equals(cause.getSQLState());
    }
}
