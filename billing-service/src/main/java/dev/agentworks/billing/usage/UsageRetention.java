package dev.agentworks.billing.usage;

import dev.agentworks.starter.retention.RetentionRule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How long single calls are remembered; the sums of each day and what was billed stay. Calls are
 * dropped by the month in which they arrived, and the months to come are made by the same sweep.
 */
@Configuration(proxyBeanMethods = false)
class UsageRetention {
    @Bean
    RetentionRule usageEventRetention() {
        return new RetentionRule(
                "usage-events",
                Duration.ofDays(1100),
                """
                select drop_usage_partitions(make_interval(secs => :age), :most)
                  from make_usage_partitions((date_trunc('month', now() at time zone 'UTC') + interval '3 months')::date)
                """);
    }

    @Bean
    RetentionRule usageConflictRetention() {
        return new RetentionRule(
                "usage-conflicts",
                Duration.ofDays(1100),
                "select forget_usage_conflicts(make_interval(secs => :age), :most)");
    }

    @Bean
    RetentionRule usageQuarantineRetention() {
        return RetentionRule.deleting(
                "usage-quarantine",
                Duration.ofDays(1100),
                "usage_quarantine",
                "resolved_at < now() - make_interval(secs => :age)");
    }
}
