package dev.agentworks.core.agentchange;

import dev.agentworks.starter.retention.RetentionRule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How long the answer to an effect's key is remembered. A run asks again within seconds, or when a
 * person lets a parked one go on.
 */
@Configuration(proxyBeanMethods = false)
class EffectRetention {
    @Bean
    RetentionRule appliedEffectRetention() {
        return new RetentionRule(
                "effects",
                Duration.ofDays(180),
                "select forget_effects(make_interval(secs => :age), :most)");
    }
}
