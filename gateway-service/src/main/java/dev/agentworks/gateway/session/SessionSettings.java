package dev.agentworks.gateway.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sessions of people.
 *
 * @param key the Ed25519 key pair of access tokens, {@code kid:private:public}
 * @param accessLife how long an access token is valid
 * @param ticketLife how long a ticket for a socket is valid
 * @param membershipsLife how long a person's memberships are cached
 * @param longest the longest life of a session
 */
@ConfigurationProperties("agentworks.session")
record SessionSettings(
        @DefaultValue("") String key,
        @DefaultValue("15m") Duration accessLife,
        @DefaultValue("30s") Duration ticketLife,
        @DefaultValue("5s") Duration membershipsLife,
        @DefaultValue("30d") Duration longest) {}
