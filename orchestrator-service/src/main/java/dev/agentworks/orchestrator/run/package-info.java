/** Runs: their state, their journal fenced by a lease, and what people may ask of them. */
@ApplicationModule(
        allowedDependencies = {
            "agent",
            "capacity",
            "client",
            "estimate",
            "lane",
            "outgoing",
            "workingcopy"
        })
@NullMarked
package dev.agentworks.orchestrator.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
