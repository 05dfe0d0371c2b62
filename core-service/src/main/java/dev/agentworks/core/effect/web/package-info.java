/** Effects and what agents read, for the orchestrator. */
@NullMarked
package dev.agentworks.core.effect.web;

import org.jspecify.annotations.NullMarked;
