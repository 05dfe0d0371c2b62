package dev.agentworks.router.chat;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How callers are served.
 *
 * @param answerWithin after that a caller who waits is told that the call is in progress
 * @param heartbeat between two signs of life in a silent stream
 * @param concurrentCalls at once in this instance; more are refused before anything is dispatched
 * @param stopGrace how long calls may go on when the service stops
 */
@ConfigurationProperties("agentworks.router.completions")
record CompletionSettings(
        @DefaultValue("290s") Duration answerWithin,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("1000") int concurrentCalls,
        @DefaultValue("5s") Duration stopGrace) {}
