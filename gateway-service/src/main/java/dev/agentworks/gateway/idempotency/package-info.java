/** Gives a repeated POST the answer of the first one. */
@NullMarked
package dev.agentworks.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
