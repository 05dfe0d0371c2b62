package dev.agentworks.starter.resilience;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives a service the limits of its outgoing calls. */
@AutoConfiguration
@EnableConfigurationProperties(OutgoingSettings.class)
final class ResilienceAutoConfiguration {
    @Bean
    OutgoingCalls outgoingCalls(OutgoingSettings settings) {
        return new OutgoingCalls(settings);
    }
}
