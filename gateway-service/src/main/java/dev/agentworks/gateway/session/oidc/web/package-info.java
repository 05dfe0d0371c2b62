/** Sign-in with accounts at other providers, over HTTP. */
@NullMarked
package dev.agentworks.gateway.session.oidc.web;

import org.jspecify.annotations.NullMarked;
