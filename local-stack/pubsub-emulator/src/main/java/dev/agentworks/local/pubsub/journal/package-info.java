/** The journal: every change is written to it before it is answered. */
@NullMarked
package dev.agentworks.local.pubsub.journal;

import org.jspecify.annotations.NullMarked;
