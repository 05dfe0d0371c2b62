/**
 * The route table: which paths exist, which service answers them, and how the caller is
 * authenticated.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.gateway.route;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
