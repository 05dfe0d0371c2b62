package dev.agentworks.router.provider.model;

import tools.jackson.databind.JsonNode;

/**
 * A tool the model may call.
 *
 * @param parameters a JSON Schema
 */
public record ToolDefinition(String name, String description, JsonNode parameters) {}
