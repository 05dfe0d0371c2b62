/** The filter language of subscriptions. */
@NullMarked
package dev.agentworks.local.pubsub.filter;

import org.jspecify.annotations.NullMarked;
