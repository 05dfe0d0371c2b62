/** Topics, subscriptions and their messages. */
@NullMarked
package dev.agentworks.local.pubsub.broker;

import org.jspecify.annotations.NullMarked;
