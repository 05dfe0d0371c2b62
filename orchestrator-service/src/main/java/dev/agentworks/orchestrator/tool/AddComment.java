package dev.agentworks.orchestrator.tool;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Says something to the people on the card. */
@Component
class AddComment implements Tool {

    private final BoardChanges changes;

    AddComment(BoardChanges changes) {
        this.changes = changes;
    }

    @Override
    public String name() {
        return "add_comment";
    }

    @Override
    public String description() {
        return """
        Adds a comment to the card you work on: a question to the person, a remark, a finding with file and line.\
        """;
    }

    @Override
    public String schema() {
        return """
        {"type": "object", "required": ["body"], "additionalProperties": false, "properties": {
          "body": {"type": "string", "minLength": 1, "maxLength": 20000, "description": "markdown"},
          "file": {"type": "string", "minLength": 1, "maxLength": 500},
          "line": {"type": "integer", "minimum": 1}}}
        """;
    }

    @Override
    public ToolResult call(ToolContext context, JsonNode arguments) {
        var said = changes.apply(name(), context, arguments);
        return ToolResult.ok(said.toString(), "commented on the card");
    }
}
