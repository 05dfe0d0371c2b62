package dev.agentworks.orchestrator.tool;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes a child of the run's card. */
@Component
class CreateCard implements Tool {

    private final BoardChanges changes;

    CreateCard(BoardChanges changes) {
        this.changes = changes;
    }

    @Override
    public String name() {
        return "create_card";
    }

    @Override
    public String description() {
        return """
        Creates a child card of the card you work on. Give every card acceptance criteria that can be checked.\
        """;
    }

    @Override
    public String schema() {
        return """
        {"type": "object", "required": ["type", "title"], "additionalProperties": false, "properties": {
          "type": {"enum": ["EPIC", "FEATURE", "TASK", "BUG", "DOC", "BLUEPRINT"]},
          "title": {"type": "string", "minLength": 1, "maxLength": 200},
          "description": {"type": "string", "maxLength": 50000, "description": "markdown"},
          "acceptanceCriteria": {"type": "array", "maxItems": 50, "items": {"type": "string", "minLength": 1, "maxLength": 1000}},
          "priority": {"enum": ["LOW", "MEDIUM", "HIGH", "CRITICAL"]},
          "estimate": {"type": "number", "minimum": 0, "maximum": 1000},
          "labels": {"type": "array", "maxItems": 20, "items": {"type": "string", "minLength": 1, "maxLength": 50}}}}
        """;
    }

    @Override
    public ToolResult call(ToolContext context, JsonNode arguments) {
        var made = changes.apply(name(), context, arguments);
        return ToolResult.ok(
                made.toString(),
                "created %s %s \"%s\""
                        .formatted(
                                arguments.path("type").asString(),
                                made.path("key").asString(""),
                                arguments.path("title").asString()));
    }
}
