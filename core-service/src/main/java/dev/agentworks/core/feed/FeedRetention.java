package dev.agentworks.core.feed;

import dev.agentworks.starter.retention.RetentionRule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long a client may be away and still get what it missed. */
@Configuration(proxyBeanMethods = false)
class FeedRetention {
    @Bean
    RetentionRule feedEventRetention() {
        return new RetentionRule(
                "feed-events",
                Duration.ofDays(1),
                "select forget_feed_events(now() - make_interval(secs => :age), :most)");
    }
}
