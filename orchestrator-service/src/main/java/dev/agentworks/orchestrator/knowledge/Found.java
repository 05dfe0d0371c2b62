package dev.agentworks.orchestrator.knowledge;

import tools.jackson.databind.JsonNode;

/** Something the project knows, with its source. */
public sealed interface Found {

    /** A document as core tells it, with the passages that speak of what was asked. */
    record Document(JsonNode facts) implements Found {}

    /** What an agent said at the end of a run. */
    record Result(PastResult result) implements Found {}
}
