package dev.agentworks.core.mailtoken;

import dev.agentworks.starter.retention.RetentionRule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long tokens of mails are remembered that nobody can use any more. */
@Configuration(proxyBeanMethods = false)
class PersonTokenRetention {

    @Bean
    RetentionRule expiredTokenRetention() {
        return new RetentionRule(
                "person-tokens",
                Duration.ofDays(7),
                "select forget_person_tokens(make_interval(secs => :age), :most)");
    }
}
