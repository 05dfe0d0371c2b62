package dev.agentworks.gateway.ratelimit;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The rate limits.
 *
 * @param user calls of one person
 * @param account sign-in attempts for one e-mail address
 * @param address sign-in attempts and registrations from one network address
 */
@ConfigurationProperties("agentworks.rate-limits")
public record RateLimitSettings(Rate user, Rate account, Rate address) {}
