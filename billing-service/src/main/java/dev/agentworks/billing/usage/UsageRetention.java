package dev.agentworks.billing.usage;

import dev.agentworks.starter.retention.RetentionRule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long single calls are remembered; the sums of each day stay. */
@Configuration(proxyBeanMethods = false)
class UsageRetention {
    private static final String CALL = "select %s(make_interval(secs => :age), :most)";

    @Bean
    RetentionRule usageEventRetention() {
        return new RetentionRule(
                "usage-events", Duration.ofDays(1100), CALL.formatted("forget_usage_events"));
    }

    @Bean
    RetentionRule usageConflictRetention() {
        return new RetentionRule(
                "usage-conflicts", Duration.ofDays(1100), CALL.formatted("forget_usage_conflicts"));
    }
}
