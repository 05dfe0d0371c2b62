package dev.agentworks.billing.idempotency;

import dev.agentworks.starter.retention.RetentionRule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long the answer to a key is remembered: longer than any client goes on trying. */
@Configuration(proxyBeanMethods = false)
class IdempotencyRetention {
    @Bean
    RetentionRule idempotentRequestRetention() {
        return new RetentionRule(
                "idempotent-requests",
                Duration.ofDays(1),
                "select forget_idempotent_requests(now() - make_interval(secs => :age), :most)");
    }
}
