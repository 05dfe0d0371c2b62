package dev.agentworks.orchestrator.run.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A step that came to its end.
 *
 * @param took how long it was worked on, where its beginning was not written
 */
public record StepDone(
        String path, StepRecord.Kind kind, JsonNode result, @Nullable Duration took) {}
