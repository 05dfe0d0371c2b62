package dev.agentworks.router.call;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls are made.
 *
 * @param concurrent at once in this instance; more are refused before anything is dispatched
 * @param stopGrace how long calls may go on when the service stops
 * @param aborts by provider: what becomes of a call nobody waits for any more
 */
@ConfigurationProperties("agentworks.router.calls")
record CallSettings(
        @DefaultValue("1000") int concurrent,
        @DefaultValue("5s") Duration stopGrace,
        @DefaultValue Map<String, AbortPolicy> aborts,
        @DefaultValue Retries retries) {
    AbortPolicy abort(String provider) {
        return aborts.getOrDefault(provider, AbortPolicy.CANCEL_AND_ESTIMATE);
    }

    /**
     * How failures are answered, always within the one deadline of the call.
     *
     * @param attempts of one call, wherever they go
     * @param ofOneTarget attempts at one model of one provider
     * @param pause before the same target is asked again; it doubles, and chance adds or takes half
     * @param longestWait a longer wait is told to the caller instead of waited out
     */
    record Retries(
            @DefaultValue("4") int attempts,
            @DefaultValue("2") int ofOneTarget,
            @DefaultValue("400ms") Duration pause,
            @DefaultValue("2s") Duration longestWait) {}
}
