/** How each kind of step is carried out, and what it can come to. */
@NullMarked
package dev.agentworks.orchestrator.step.handler;

import org.jspecify.annotations.NullMarked;
