/** Returns the first response to a repeated POST. */
@NullMarked
package dev.agentworks.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
