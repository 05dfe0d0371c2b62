/**
 * Stores batches of lines and events of runs, and assigns the offsets of lines. Speaks SQL: appends
 * are batched, fenced by row locks and never updated.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"history", "status"})
package dev.agentworks.monitor.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
