/**
 * The keys of requests that are done once, as far as they are billing's: its table, by a function
 * of the database. What is done with them is in {@link dev.agentworks.starter.idempotency}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.billing.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
