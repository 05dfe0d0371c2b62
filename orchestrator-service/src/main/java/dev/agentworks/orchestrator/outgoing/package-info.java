/** What the orchestrator tells the others: run events, log lines and pokes. */
@NullMarked
package dev.agentworks.orchestrator.outgoing;

import org.jspecify.annotations.NullMarked;
