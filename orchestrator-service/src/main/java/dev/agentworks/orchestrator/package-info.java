/** Lets lanes start agents on cards and carries every run to its end, whatever fails on the way. */
@NullMarked
package dev.agentworks.orchestrator;

import org.jspecify.annotations.NullMarked;
