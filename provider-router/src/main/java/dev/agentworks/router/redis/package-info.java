/** The one way to Redis: whoever asks has an answer ready for when it is lost. */
@NullMarked
package dev.agentworks.router.redis;

import org.jspecify.annotations.NullMarked;
