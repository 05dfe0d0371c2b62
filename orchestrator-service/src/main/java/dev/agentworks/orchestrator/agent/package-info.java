/** The agents there are, read from the files under resources/agents. */
@NullMarked
package dev.agentworks.orchestrator.agent;

import org.jspecify.annotations.NullMarked;
