package dev.agentworks.router.provider.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tool the model wants called.
 *
 * @param arguments an object
 * @param signature opaque; some vendors want it back with the call in the next request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ToolCall(String id, String name, JsonNode arguments, @Nullable String signature) {}
