/** A Pub/Sub emulator that speaks google.pubsub.v1 and keeps its state over a restart. */
@NullMarked
package dev.agentworks.local.pubsub;

import org.jspecify.annotations.NullMarked;
