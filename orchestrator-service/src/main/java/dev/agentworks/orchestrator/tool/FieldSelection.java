package dev.agentworks.orchestrator.tool;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Keeps of a list's items the fields by which a model chooses; it then reads one item in full. */
final class FieldSelection {

    private FieldSelection() {}

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
