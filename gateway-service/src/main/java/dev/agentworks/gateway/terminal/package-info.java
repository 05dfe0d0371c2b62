/** The terminal of a card, relayed from the execution monitor. */
@NullMarked
package dev.agentworks.gateway.terminal;

import org.jspecify.annotations.NullMarked;
