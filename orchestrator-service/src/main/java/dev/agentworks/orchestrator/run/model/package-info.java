/**
 * What a run is: its row in parts, a change of it, a request for a new one, and the steps of its
 * journal.
 */
@NullMarked
@NamedInterface("model")
package dev.agentworks.orchestrator.run.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
