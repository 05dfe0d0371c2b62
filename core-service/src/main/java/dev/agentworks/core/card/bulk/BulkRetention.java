package dev.agentworks.core.card.bulk;

import dev.agentworks.starter.retention.RetentionRule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long a key of a change of many cards is known. */
@Configuration(proxyBeanMethods = false)
class BulkRetention {

    @Bean
    RetentionRule bulkRequests() {
        return new RetentionRule(
                "bulk-requests",
                Duration.ofDays(1),
                "select forget_bulk_requests(make_interval(secs => :age), :most)");
    }
}
