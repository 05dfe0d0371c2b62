/** How often each key may ask each model, counted by all instances together. */
@ApplicationModule(allowedDependencies = {"provider :: model"})
@NullMarked
package dev.agentworks.router.limit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
