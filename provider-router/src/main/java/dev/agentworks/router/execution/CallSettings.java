package dev.agentworks.router.execution;

import dev.agentworks.router.routing.RetrySettings;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls are made.
 *
 * @param concurrent at once in this instance; more are refused before anything is dispatched
 * @param stopGrace how long calls may go on when the service stops
 * @param aborts by provider: what becomes of a call that no reader waits for any more
 */
@ConfigurationProperties("agentworks.router.calls")
record CallSettings(
        @DefaultValue("1000") int concurrent,
        @DefaultValue("5s") Duration stopGrace,
        @DefaultValue Map<String, AbortPolicy> aborts,
        @DefaultValue RetrySettings retries) {
    AbortPolicy abort(String provider) {
        return aborts.getOrDefault(provider, AbortPolicy.CANCEL_AND_ESTIMATE);
    }
}
