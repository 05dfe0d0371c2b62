/**
 * Who is calling: sign-in, access tokens, cookies, tickets, revocation, and the memberships of a
 * person.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"core", "edge", "ratelimit", "route"})
package dev.agentworks.gateway.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
