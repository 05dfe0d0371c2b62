/**
 * Who is calling: sign-in, access tokens, cookies, tickets, revocation, and the memberships of a
 * person.
 */
@NullMarked
package dev.agentworks.gateway.session;

import org.jspecify.annotations.NullMarked;
