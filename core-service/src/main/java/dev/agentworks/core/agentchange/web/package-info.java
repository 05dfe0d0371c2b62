/** Effects and what agents read, for the orchestrator. */
@NullMarked
package dev.agentworks.core.agentchange.web;

import org.jspecify.annotations.NullMarked;
