package dev.agentworks.gateway.session.account;

import org.jspecify.annotations.Nullable;

/** The address whose password somebody forgot; core validates it. */
public record ForgottenPassword(@Nullable String email) {}
