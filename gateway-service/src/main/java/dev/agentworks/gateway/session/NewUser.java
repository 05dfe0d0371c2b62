package dev.agentworks.gateway.session;

import org.jspecify.annotations.Nullable;

/** The registration of a person; core validates it. */
public record NewUser(@Nullable String email, @Nullable String password, @Nullable String name) {}
