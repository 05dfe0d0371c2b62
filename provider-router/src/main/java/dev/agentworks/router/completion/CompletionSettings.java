package dev.agentworks.router.completion;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How callers are served.
 *
 * @param answerWithin after that a waiting caller gets the response that the call is in progress
 * @param heartbeat between two signs of life in a silent stream
 */
@ConfigurationProperties("agentworks.router.completions")
public record CompletionSettings(
        @DefaultValue("290s") Duration answerWithin, @DefaultValue("10s") Duration heartbeat) {}
