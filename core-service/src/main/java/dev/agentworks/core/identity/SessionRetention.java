package dev.agentworks.core.identity;

import dev.agentworks.starter.retention.RetentionRule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long sessions are remembered that nobody can use any more, and their used tokens. */
@Configuration(proxyBeanMethods = false)
class SessionRetention {
    /** Longer than a session lives: a used token that comes back ends its session until then. */
    @Bean
    RetentionRule usedTokenRetention() {
        return RetentionRule.deleting(
                "used-tokens",
                Duration.ofDays(60),
                "session_used_token",
                "used_at < now() - make_interval(secs => :age)");
    }

    @Bean
    RetentionRule expiredSessionRetention() {
        return new RetentionRule(
                "sessions",
                Duration.ofDays(30),
                """
                with old as (
                    select id from session
                    where expires_at < now() - make_interval(secs => :age) limit :most for update skip locked
                ), tokens as (
                    delete from session_used_token where session_id in (select id from old)
                ), gone as (
                    delete from session where id in (select id from old) returning 1)
                select count(*) from gone
                """);
    }
}
