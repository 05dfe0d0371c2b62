package dev.agentworks.core.mail;

import dev.agentworks.starter.retention.RetentionRule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long it is remembered that a mail was sent, or why not. */
@Configuration(proxyBeanMethods = false)
class MailRetention {

    @Bean
    RetentionRule finishedMailRetention() {
        return RetentionRule.deleting(
                "mails",
                Duration.ofDays(30),
                "outgoing_mail",
                "state <> 'QUEUED' and finished_at < now() - make_interval(secs => :age)");
    }
}
