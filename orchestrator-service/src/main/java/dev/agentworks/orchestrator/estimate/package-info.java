/** What a run will cost, said before it begins, and how often that was right. */
@NullMarked
package dev.agentworks.orchestrator.estimate;

import org.jspecify.annotations.NullMarked;
