package dev.agentworks.router.routing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a model of a provider is left alone for a while.
 *
 * @param calls how many of the last calls are looked at
 * @param atLeast so many must have been made
 * @param failureRate in percent
 * @param pause before it is tried again
 * @param trials calls that decide whether it is well again
 */
@ConfigurationProperties("agentworks.router.breaker")
record BreakerSettings(
        @DefaultValue("20") int calls,
        @DefaultValue("5") int atLeast,
        @DefaultValue("50") float failureRate,
        @DefaultValue("15s") Duration pause,
        @DefaultValue("2") int trials) {}
