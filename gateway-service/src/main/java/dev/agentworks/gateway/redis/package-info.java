/**
 * The one way to Redis: every question asked through it has an answer ready for when Redis is lost.
 */
@NullMarked
package dev.agentworks.gateway.redis;

import org.jspecify.annotations.NullMarked;
