package dev.agentworks.starter.outbox;

import dev.agentworks.starter.messaging.MessageTraces;
import dev.agentworks.starter.messaging.OrderedPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Gives a service with a database its outbox. */
@AutoConfiguration(afterName = "dev.agentworks.starter.messaging.MessagingAutoConfiguration")
@ConditionalOnClass({DataSource.class, JdbcTemplate.class})
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(OutboxSettings.class)
final class OutboxAutoConfiguration {
    @Bean
    OutboxTable outboxTable(DataSource dataSource, JsonMapper json) {
        return new OutboxTable(new JdbcTemplate(dataSource), json);
    }

    @Bean
    OutboxMetrics outboxMetrics(OutboxTable table, MeterRegistry meters) {
        return new OutboxMetrics(table, meters);
    }

    @Bean
    @DependsOnDatabaseInitialization
    OutboxRelay outboxRelay(
            OutboxTable table,
            OutboxMetrics metrics,
            OrderedPublisher publisher,
            DataSource dataSource,
            OutboxSettings settings) {
        // its own transactions: they need no entity manager, whatever the service works with
        var transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        var drain = new OutboxDrain(table, publisher, transactions, settings);
        return new OutboxRelay(drain, settings, metrics);
    }

    @Bean
    TableOutbox outbox(OutboxTable table, OutboxRelay relay, MessageTraces traces) {
        return new TableOutbox(table, relay, traces);
    }
}
