package dev.agentworks.router.routing;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How failed attempts are repeated, always within the one deadline of the call.
 *
 * @param attempts of one call, at whichever targets
 * @param ofOneTarget attempts at one model of one provider
 * @param pause before the same target is asked again; it doubles, and chance adds or takes half
 * @param longestWait the caller is told of a longer wait, which is not waited out
 */
public record RetrySettings(
        @DefaultValue("4") int attempts,
        @DefaultValue("2") int ofOneTarget,
        @DefaultValue("400ms") Duration pause,
        @DefaultValue("2s") Duration longestWait) {}
