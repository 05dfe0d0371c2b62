package dev.agentworks.gateway.ratelimit;

import java.security.Principal;

/** A caller that is held to another rate than people are. */
public interface WithOwnRate extends Principal {
    /** How much it may call. */
    Rate rate();
}
