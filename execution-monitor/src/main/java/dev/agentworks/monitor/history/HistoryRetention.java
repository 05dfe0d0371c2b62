package dev.agentworks.monitor.history;

import dev.agentworks.starter.retention.RetentionRule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long the lines of runs are kept, and what else is known of them. */
@Configuration(proxyBeanMethods = false)
class HistoryRetention {
    private static final String CALL = "select %s(make_interval(secs => :age), :most)";

    /** After a run's end; readers are told that its lines are no longer kept. */
    @Bean
    RetentionRule lineRetention() {
        return new RetentionRule("lines", Duration.ofDays(90), CALL.formatted("forget_lines"));
    }

    @Bean
    RetentionRule runEventRetention() {
        return new RetentionRule(
                "run-events", Duration.ofDays(90), CALL.formatted("forget_run_events"));
    }

    /** After its lines were forgotten. */
    @Bean
    RetentionRule runRetention() {
        return new RetentionRule("runs", Duration.ofDays(300), CALL.formatted("forget_runs"));
    }
}
