package dev.agentworks.core.feed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long feeds are kept.
 *
 * @param retention how long a client may be away and still get what it missed
 * @param sweepPeriod how often older events are forgotten
 */
@ConfigurationProperties("agentworks.feed")
record FeedSettings(
        @DefaultValue("24h") Duration retention, @DefaultValue("10m") Duration sweepPeriod) {}
