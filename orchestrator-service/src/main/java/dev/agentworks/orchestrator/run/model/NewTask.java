package dev.agentworks.orchestrator.run.model;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a run without a card is to work on.
 *
 * @param hash of all that its answer depends on
 */
public record NewTask(String input, List<String> tools, JsonNode metadata, String hash) {

    public NewTask {
        tools = List.copyOf(tools);
    }
}
