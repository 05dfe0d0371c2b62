package dev.agentworks.core.identity;

import java.util.UUID;

/** What others may know of a person. */
public record UserView(UUID id, String email, String name) {}
