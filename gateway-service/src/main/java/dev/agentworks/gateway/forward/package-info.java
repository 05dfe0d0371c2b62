/** Forwards a call to its service, on behalf of the caller. */
@NullMarked
package dev.agentworks.gateway.forward;

import org.jspecify.annotations.NullMarked;
