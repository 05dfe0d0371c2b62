package dev.agentworks.gateway.session;

import org.jspecify.annotations.Nullable;

/** What a person signs in with; core verifies it. */
public record Credentials(@Nullable String email, @Nullable String password) {}
