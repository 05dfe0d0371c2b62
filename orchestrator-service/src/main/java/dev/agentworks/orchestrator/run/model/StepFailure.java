package dev.agentworks.orchestrator.run.model;

import dev.agentworks.events.run.RunWait;
import java.time.Instant;

/**
 * Why no attempt at a step has come to anything.
 *
 * @param cause of the last attempt
 * @param since the first of them
 */
public record StepFailure(RunWait cause, Instant since) {}
