package dev.agentworks.starter.inbox;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** Gives a service with a database its inbox. */
@AutoConfiguration(
        afterName = {
            "dev.agentworks.starter.ServiceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration"
        })
@ConditionalOnClass({DataSource.class, JdbcTemplate.class})
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(InboxSettings.class)
final class InboxAutoConfiguration {
    @Bean
    Inbox inbox(DataSource dataSource) {
        return new TableInbox(new JdbcTemplate(dataSource));
    }

    @Bean
    InboxSweep inboxSweep(DataSource dataSource, InboxSettings settings, Clock clock) {
        return new InboxSweep(new JdbcTemplate(dataSource), settings, clock);
    }
}
