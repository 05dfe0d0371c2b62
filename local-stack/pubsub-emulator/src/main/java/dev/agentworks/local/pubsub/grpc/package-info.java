/** Translates google.pubsub.v1 into verbs of the broker. */
@NullMarked
package dev.agentworks.local.pubsub.grpc;

import org.jspecify.annotations.NullMarked;
