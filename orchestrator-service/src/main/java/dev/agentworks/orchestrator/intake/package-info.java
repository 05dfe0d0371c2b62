/** What comes in by message: card events are decided on, wake-ups make a due run go on. */
@ApplicationModule(
        allowedDependencies = {"client", "lane", "lanevisit", "run", "run::model", "step"})
@NullMarked
package dev.agentworks.orchestrator.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
