/** Authenticates programs by the API key of a workspace, within the key's scopes. */
@NullMarked
@ApplicationModule(allowedDependencies = {"core", "edge", "ratelimit", "route"})
package dev.agentworks.gateway.apikey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
