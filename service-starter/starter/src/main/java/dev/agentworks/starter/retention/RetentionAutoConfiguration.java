package dev.agentworks.starter.retention;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives a service with a database its sweep, and the starter's own tables their rules. */
@AutoConfiguration(
        afterName = {
            "dev.agentworks.starter.ServiceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass({DataSource.class, JdbcClient.class})
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(RetentionSettings.class)
final class RetentionAutoConfiguration {
    /** Longer than Pub/Sub keeps a message, which is seven days. */
    private static final Duration INBOX = Duration.ofDays(8);

    private static final Duration DEAD_LETTERS = Duration.ofDays(30);

    @Bean
    RetentionRule inboxRetention() {
        return RetentionRule.deleting(
                "inbox", INBOX, "inbox", "received_at < now() - make_interval(secs => :age)");
    }

    /** After it was handled again; one that nobody looked at, six times as long. */
    @Bean
    RetentionRule deadLetterRetention() {
        return RetentionRule.deleting(
                "dead-letters",
                DEAD_LETTERS,
                "dead_letter",
                "redriven_at < now() - make_interval(secs => :age)"
                        + " or redriven_at is null and arrived_at < now() - 6 * make_interval(secs => :age)");
    }

    @Bean
    @DependsOnDatabaseInitialization
    RetentionSweep retentionSweep(
            DataSource dataSource,
            ObjectProvider<RetentionRule> rules,
            RetentionSettings settings,
            Clock clock,
            MeterRegistry meters) {
        // its own transactions: they need no entity manager, and run for no tenant
        var transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        return new RetentionSweep(
                JdbcClient.create(dataSource),
                transactions,
                rules.orderedStream().toList(),
                settings,
                clock,
                meters);
    }
}
