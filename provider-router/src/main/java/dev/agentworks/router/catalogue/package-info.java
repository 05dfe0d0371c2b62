/** Which models there are, what they can do and what they cost since when. */
@ApplicationModule(allowedDependencies = {"provider :: model"})
@NullMarked
package dev.agentworks.router.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
