package dev.agentworks.starter.idempotency;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import tools.jackson.databind.json.JsonMapper;

/** Lets the routes of a servlet service with a database honour an {@code Idempotency-Key}. */
@AutoConfiguration(
        beforeName = "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration",
        afterName = {
            "dev.agentworks.starter.ServiceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({DataSource.class, JdbcTemplate.class, DispatcherServlet.class})
@ConditionalOnBean(DataSource.class)
final class IdempotencyAutoConfiguration {
    @Bean
    IdempotentRequests idempotentRequests(DataSource dataSource, JsonMapper json, Clock clock) {
        return new IdempotentRequests(new JdbcTemplate(dataSource), json, clock);
    }

    @Bean
    IdempotentRoutes idempotentRoutes(
            ObjectProvider<IdempotentRequests> requests,
            ObjectProvider<PlatformTransactionManager> transactions) {
        return new IdempotentRoutes(requests, transactions);
    }

    /** Gives Spring MVC the adapter; its own collaborators are asked for when a request comes. */
    record IdempotentRoutes(
            ObjectProvider<IdempotentRequests> requests,
            ObjectProvider<PlatformTransactionManager> transactions)
            implements WebMvcRegistrations {
        @Override
        public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
            return new IdempotentHandlerAdapter(requests::getObject, transactions::getObject);
        }
    }
}
