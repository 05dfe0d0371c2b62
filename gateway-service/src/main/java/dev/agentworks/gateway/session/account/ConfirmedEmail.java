package dev.agentworks.gateway.session.account;

/** An address that is known to be its person's. */
public record ConfirmedEmail(String email) {}
