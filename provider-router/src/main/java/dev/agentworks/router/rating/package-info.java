/** Turns the tokens of a call into what it costs us and what its customer pays. */
@ApplicationModule(allowedDependencies = {"catalogue", "provider :: model"})
@NullMarked
package dev.agentworks.router.rating;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
