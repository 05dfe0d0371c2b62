package dev.agentworks.orchestrator.tool;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Writes a new version of a typed document, linked to the card. */
@Component
class WriteDocument implements Tool {

    private final BoardChanges changes;

    WriteDocument(BoardChanges changes) {
        this.changes = changes;
    }

    @Override
    public String name() {
        return "write_document";
    }

    @Override
    public String description() {
        return """
        Writes a document of the project in markdown. mode replace (the default) writes the whole document, mode section writes or replaces the one section named by its heading and leaves the others as they are.\
        """;
    }

    @Override
    public String schema() {
        return """
        {"type": "object", "required": ["type", "title", "content"], "additionalProperties": false, "properties": {
          "type": {"enum": ["BLUEPRINT", "PRD", "MVP", "RESEARCH", "ARCHITECTURE", "PLAN", "TEST_PLAN", "RELEASE_NOTES",
                            "USER_GUIDE", "RUNBOOK", "CUSTOM"]},
          "title": {"type": "string", "minLength": 1, "maxLength": 200},
          "content": {"type": "string", "minLength": 1, "maxLength": 200000, "description": "markdown"},
          "mode": {"enum": ["replace", "section"]},
          "section": {"type": "string", "minLength": 1, "maxLength": 200, "description": "the heading, with mode section"}},
         "if": {"required": ["mode"], "properties": {"mode": {"const": "section"}}}, "then": {"required": ["section"]}}
        """;
    }

    @Override
    public ToolResult call(ToolContext context, JsonNode arguments) {
        var written = changes.apply(name(), context, arguments);
        return ToolResult.ok(
                written.toString(),
                "wrote %s \"%s\" (version %s)"
                        .formatted(
                                arguments.path("type").asString(),
                                written.path("title").asString(arguments.path("title").asString()),
                                written.path("version").asString("")));
    }
}
