/** Token buckets, shared through Redis or kept by each instance. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.gateway.ratelimit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
