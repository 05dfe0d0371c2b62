package dev.agentworks.router.provider.model;

import tools.jackson.databind.JsonNode;

/** What the text of an answer must be. */
public sealed interface ResponseFormat {
    ResponseFormat TEXT = new Text();

    /** Any text. */
    record Text() implements ResponseFormat {}

    /** Some JSON object. */
    record JsonObject() implements ResponseFormat {}

    /**
     * JSON of this schema, mapped to what the vendor has for it and never to a pretended tool.
     *
     * @param schema a JSON Schema
     * @param strict whether the vendor shall enforce it where it can choose
     */
    record JsonSchema(String name, JsonNode schema, boolean strict) implements ResponseFormat {}
}
