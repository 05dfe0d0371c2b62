/** Pub/Sub: one handler for pulled and pushed messages, dead letters, publishing in order. */
@NullMarked
package dev.agentworks.starter.messaging;

import org.jspecify.annotations.NullMarked;
