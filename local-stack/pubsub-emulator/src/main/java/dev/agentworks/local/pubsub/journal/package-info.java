/** What has happened, written down before it is answered. */
@NullMarked
package dev.agentworks.local.pubsub.journal;

import org.jspecify.annotations.NullMarked;
