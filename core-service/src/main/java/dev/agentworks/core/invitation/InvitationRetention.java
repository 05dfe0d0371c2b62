package dev.agentworks.core.invitation;

import dev.agentworks.starter.retention.RetentionRule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long invitations are remembered that are over; the audit log tells of them longer. */
@Configuration(proxyBeanMethods = false)
class InvitationRetention {

    @Bean
    RetentionRule finishedInvitationRetention() {
        return new RetentionRule(
                "invitations",
                Duration.ofDays(90),
                "select forget_invitations(make_interval(secs => :age), :most)");
    }
}
