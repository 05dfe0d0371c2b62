/** What the orchestrator tells the others: run events, log lines and wake-ups. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.agentworks.orchestrator.outgoing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
