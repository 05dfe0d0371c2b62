package dev.agentworks.orchestrator.tool;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Cuts a list down to what a model needs to choose from it; the rest is read one by one. */
final class Summaries {

    private Summaries() {}

    static ObjectNode of(JsonNode list, String... fields) {
        var answer = JsonNodeFactory.instance.objectNode();
        var items = answer.putArray("items");
        for (var item : list.path("items")) {
            var summary = items.addObject();
            for (var field : fields) {
                if (item.hasNonNull(field)) {
                    summary.set(field, item.get(field));
                }
            }
        }
        return answer;
    }
}
