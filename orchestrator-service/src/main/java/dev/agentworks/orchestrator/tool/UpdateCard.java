package dev.agentworks.orchestrator.tool;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Changes fields of the run's card or of a child. */
@Component
class UpdateCard implements Tool {

    private final BoardChanges changes;

    UpdateCard(BoardChanges changes) {
        this.changes = changes;
    }

    @Override
    public String name() {
        return "update_card";
    }

    @Override
    public String description() {
        return """
        Changes the card you work on, or one of its children when card names it. Only the fields you give are changed.\
        """;
    }

    @Override
    public String schema() {
        return """
        {"type": "object", "additionalProperties": false, "minProperties": 1, "properties": {
          "card": {"type": "string", "minLength": 1, "maxLength": 60, "description": "id or key of a child; the card itself when left out"},
          "title": {"type": "string", "minLength": 1, "maxLength": 200},
          "status": {"enum": ["DRAFT", "READY", "IN_PROGRESS", "BLOCKED", "IN_REVIEW", "DONE"]},
          "description": {"type": "string", "maxLength": 50000, "description": "markdown"},
          "acceptanceCriteria": {"type": "array", "maxItems": 50, "items": {"type": "string", "minLength": 1, "maxLength": 1000}},
          "priority": {"enum": ["LOW", "MEDIUM", "HIGH", "CRITICAL"]},
          "estimate": {"type": "number", "minimum": 0, "maximum": 1000},
          "labels": {"type": "array", "maxItems": 20, "items": {"type": "string", "minLength": 1, "maxLength": 50}}}}
        """;
    }

    @Override
    public ToolResult call(ToolContext context, JsonNode arguments) {
        var changed = changes.apply(name(), context, arguments);
        return ToolResult.ok(
                changed.toString(), "changed the card " + changed.path("key").asString(""));
    }
}
