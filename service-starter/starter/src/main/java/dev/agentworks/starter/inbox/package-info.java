/** Remembers which messages have had their effect. */
@NullMarked
package dev.agentworks.starter.inbox;

import org.jspecify.annotations.NullMarked;
