/** What comes in by message: card events are decided on, wake-ups make a due run go on. */
@NullMarked
package dev.agentworks.orchestrator.intake;

import org.jspecify.annotations.NullMarked;
