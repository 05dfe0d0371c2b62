/** What an agent gets to see of a card. */
@NullMarked
package dev.agentworks.orchestrator.prompt;

import org.jspecify.annotations.NullMarked;
