package dev.agentworks.core.identity;

/**
 * An account elsewhere, as its provider has proven it just now.
 *
 * @param issuer names the provider, {@code subject} the account there, for ever
 * @param emailVerified whether the provider says that the address is the person's
 */
public record ProvenIdentity(
        String issuer, String subject, EmailAddress email, boolean emailVerified, String name) {}
