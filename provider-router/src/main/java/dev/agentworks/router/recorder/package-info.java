/** How a call is recorded: step by step under its caller's key, or all at once when it is over. */
@ApplicationModule(allowedDependencies = {"ledger", "routing", "usage"})
@NullMarked
package dev.agentworks.router.recorder;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
