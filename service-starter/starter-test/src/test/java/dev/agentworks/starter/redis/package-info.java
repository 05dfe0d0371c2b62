/** Tests of the connection to Redis, with a Redis that is killed, frozen and brought back. */
@NullMarked
package dev.agentworks.starter.redis;

import org.jspecify.annotations.NullMarked;
