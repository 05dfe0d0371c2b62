package dev.agentworks.starter.test;

import dev.agentworks.starter.retention.RetentionRule;
import java.time.Duration;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs the retention rules of a service as the sweep does, but when a test wants it. */
public record RetentionRules(ApplicationContext context) {

    /** Forgets once what is older; returns how much was forgotten. */
    public int forget(String rule, Duration age, int most) {
        var sql =
                context.getBeansOfType(RetentionRule.class).values().stream()
                        .filter(it -> it.name().equals(rule))
                        .findFirst()
                        .orElseThrow()
                        .sql();
        return context.getBean(JdbcClient.class)
                .sql(sql)
                .param("age", age.toSeconds())
                .param("most", most)
                .query(Integer.class)
                .single();
    }
}
