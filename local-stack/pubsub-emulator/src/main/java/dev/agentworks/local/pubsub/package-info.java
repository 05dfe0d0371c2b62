/** Starts a Pub/Sub emulator that speaks google.pubsub.v1 and forgets nothing over a restart. */
@NullMarked
package dev.agentworks.local.pubsub;

import org.jspecify.annotations.NullMarked;
