/** The routes under {@code /auth}, and the filter that requires a session. */
@NullMarked
package dev.agentworks.gateway.session.web;

import org.jspecify.annotations.NullMarked;
