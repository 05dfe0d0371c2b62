/**
 * Records usage events, each once. Speaks SQL: a batch of events of any workspaces is one call of
 * the database's function {@code record_usage}, which stores the events, raises the sums of their
 * days and what their invoices bear, all in one transaction. The function alone may do so: the
 * service's role has no right to change what is recorded.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"money", "plan"})
package dev.agentworks.billing.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
