package dev.agentworks.gateway.session;

/**
 * An account at another provider, which has proven it just now.
 *
 * @param issuer names the provider, {@code subject} the account there
 */
public record ExternalAccount(
        String issuer, String subject, String email, boolean emailVerified, String name) {}
