package dev.agentworks.orchestrator.tool;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Links two cards. */
@Component
class LinkCards implements Tool {

    private final BoardChanges changes;

    LinkCards(BoardChanges changes) {
        this.changes = changes;
    }

    @Override
    public String name() {
        return "link_cards";
    }

    @Override
    public String description() {
        return """
        Links two cards of the project: from BLOCKS to, RELATES_TO or DUPLICATES it.\
        """;
    }

    @Override
    public String schema() {
        return """
        {"type": "object", "required": ["from", "to", "link"], "additionalProperties": false, "properties": {
          "from": {"type": "string", "minLength": 1, "maxLength": 60, "description": "id or key"},
          "to": {"type": "string", "minLength": 1, "maxLength": 60, "description": "id or key"},
          "link": {"enum": ["BLOCKS", "RELATES_TO", "DUPLICATES"]}}}
        """;
    }

    @Override
    public ToolResult call(ToolContext context, JsonNode arguments) {
        var linked = changes.apply(name(), context, arguments);
        return ToolResult.ok(
                linked.toString(),
                "linked %s %s %s"
                        .formatted(
                                arguments.path("from").asString(),
                                arguments.path("link").asString(),
                                arguments.path("to").asString()));
    }
}
