/**
 * The one way to Redis: every question asked through it has an answer ready for when Redis is lost.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.gateway.redis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
