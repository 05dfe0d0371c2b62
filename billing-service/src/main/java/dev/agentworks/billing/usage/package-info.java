/**
 * Records usage events, each once. Speaks SQL: an event is inserted and its daily sums are raised
 * by {@code insert … on conflict}, so that deliveries of an event may run at the same time.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.billing.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
