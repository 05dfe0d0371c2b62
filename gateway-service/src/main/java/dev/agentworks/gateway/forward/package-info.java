/** Hands a call on to the service that answers it, in the name of the person behind it. */
@NullMarked
package dev.agentworks.gateway.forward;

import org.jspecify.annotations.NullMarked;
