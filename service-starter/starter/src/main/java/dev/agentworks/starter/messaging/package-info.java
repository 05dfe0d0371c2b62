/** Pub/Sub: one handler behind a pull door and a push door, dead letters, publishing in order. */
@NullMarked
package dev.agentworks.starter.messaging;

import org.jspecify.annotations.NullMarked;
