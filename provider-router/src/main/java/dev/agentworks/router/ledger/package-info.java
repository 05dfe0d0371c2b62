/** What became of each key: reserved, dispatched, and its one outcome. */
@ApplicationModule(allowedDependencies = {"budget", "provider :: model", "rating", "usage"})
@NullMarked
package dev.agentworks.router.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
