/**
 * Sign-in with accounts at other providers, by OpenID Connect: the authorization code flow with
 * state, nonce and PKCE. What the browser carries between the steps is signed and short-lived.
 */
@NullMarked
package dev.agentworks.gateway.session.oidc;

import org.jspecify.annotations.NullMarked;
