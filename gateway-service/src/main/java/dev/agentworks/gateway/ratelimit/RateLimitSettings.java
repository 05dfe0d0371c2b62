package dev.agentworks.gateway.ratelimit;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The rate limits.
 *
 * @param user calls of one person
 * @param place failed sign-ins at one account from one network address
 * @param account failed sign-ins at one account, by addresses that it was not signed in from before
 * @param address failed sign-ins and registrations from one network address
 */
@ConfigurationProperties("agentworks.rate-limits")
public record RateLimitSettings(Rate user, Rate place, Rate account, Rate address) {}
