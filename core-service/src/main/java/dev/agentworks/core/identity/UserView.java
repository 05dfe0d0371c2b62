package dev.agentworks.core.identity;

/** What others may know of a person. */
public record UserView(UserId id, String email, String name, boolean emailVerified) {}
