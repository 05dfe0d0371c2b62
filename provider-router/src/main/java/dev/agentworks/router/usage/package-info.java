/** What becomes a usage event. */
@ApplicationModule(allowedDependencies = {"provider :: model", "rating", "routing"})
@NullMarked
package dev.agentworks.router.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
