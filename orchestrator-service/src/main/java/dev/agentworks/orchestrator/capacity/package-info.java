/** Who may work now: a limit for each workspace, and a fair order between them. */
@NullMarked
package dev.agentworks.orchestrator.capacity;

import org.jspecify.annotations.NullMarked;
