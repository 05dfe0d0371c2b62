package dev.agentworks.orchestrator.tool;

import dev.agentworks.orchestrator.client.Core;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads a document. */
@Component
class ReadDocument implements Tool {

    private final Core core;

    ReadDocument(Core core) {
        this.core = core;
    }

    @Override
    public String name() {
        return "read_document";
    }

    @Override
    public String description() {
        return """
        Reads one document of the project, with its whole content in markdown.\
        """;
    }

    @Override
    public String schema() {
        return """
        {"type": "object", "required": ["id"], "additionalProperties": false, "properties": {
          "id": {"type": "string", "format": "uuid", "description": "the document's id, from list_documents"}}}
        """;
    }

    @Override
    public ToolResult call(ToolContext context, JsonNode arguments) {
        var document =
                core.document(
                        context.workspaceId(), arguments.path("id").asString(), context.viewer());
        return ToolResult.ok(
                document.toString(), "read the document " + document.path("title").asString(""));
    }
}
