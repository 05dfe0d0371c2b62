package dev.agentworks.starter.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long handled messages are remembered.
 *
 * @param retention longer than Pub/Sub keeps a message, which is seven days
 * @param sweepPeriod how often older ones are forgotten
 */
@ConfigurationProperties("agentworks.inbox")
record InboxSettings(
        @DefaultValue("8d") Duration retention, @DefaultValue("1h") Duration sweepPeriod) {}
