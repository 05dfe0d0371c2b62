/**
 * What may be spent on a card, a run, a project and a workspace, and what is held for calls that
 * run.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.agentworks.router.budget;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
