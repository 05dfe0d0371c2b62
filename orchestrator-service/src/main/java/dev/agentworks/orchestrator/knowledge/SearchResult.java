package dev.agentworks.orchestrator.knowledge;

import tools.jackson.databind.JsonNode;

/** One hit of a search in the project's knowledge. */
public sealed interface SearchResult {

    /** A document as core describes it, with the matching passages. */
    record Document(JsonNode facts) implements SearchResult {}

    /** The result of a completed run. */
    record RunResult(PastResult result) implements SearchResult {}
}
