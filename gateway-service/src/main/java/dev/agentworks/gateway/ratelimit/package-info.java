/** Token buckets, shared through Redis or kept by each instance. */
@NullMarked
package dev.agentworks.gateway.ratelimit;

import org.jspecify.annotations.NullMarked;
