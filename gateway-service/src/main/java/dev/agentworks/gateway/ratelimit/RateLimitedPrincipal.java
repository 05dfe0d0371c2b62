package dev.agentworks.gateway.ratelimit;

import java.security.Principal;

/** A caller with a rate limit of its own. */
public interface RateLimitedPrincipal extends Principal {
    /** The rate limit of this caller. */
    Rate rate();
}
