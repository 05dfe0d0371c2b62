/** Circuit breaker, bulkhead and time limit of every outgoing call, by one configuration. */
@NullMarked
package dev.agentworks.starter.resilience;

import org.jspecify.annotations.NullMarked;
