package dev.agentworks.gateway.session.account;

import org.jspecify.annotations.Nullable;

/** What a person changes about how others see them; core validates it. */
public record ProfileChange(@Nullable String name) {}
