/** What core hears of agents' runs. */
@NullMarked
package dev.agentworks.core.card.intake;

import org.jspecify.annotations.NullMarked;
