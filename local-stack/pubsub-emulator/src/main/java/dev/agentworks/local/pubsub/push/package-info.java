/** Delivers messages to HTTP endpoints, with a signed identity. */
@NullMarked
package dev.agentworks.local.pubsub.push;

import org.jspecify.annotations.NullMarked;
