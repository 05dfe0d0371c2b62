package dev.agentworks.starter.inbox;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
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
final class InboxAutoConfiguration {
    @Bean
    Inbox inbox(DataSource dataSource) {
        return new TableInbox(new JdbcTemplate(dataSource));
    }
}
