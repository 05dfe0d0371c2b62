package dev.agentworks.gateway.session;

/** An address that is known to be its person's. */
public record ConfirmedEmail(String email) {}
