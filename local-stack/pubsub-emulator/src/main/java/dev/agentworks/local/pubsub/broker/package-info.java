/** Topics, subscriptions and what each of them still owes. */
@NullMarked
package dev.agentworks.local.pubsub.broker;

import org.jspecify.annotations.NullMarked;
