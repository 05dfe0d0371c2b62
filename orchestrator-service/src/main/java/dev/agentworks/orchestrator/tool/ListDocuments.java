package dev.agentworks.orchestrator.tool;

import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.orchestrator.outgoing.LogLine;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Lists the project's documents. */
@Component
class ListDocuments implements Tool {

    private final Core core;

    ListDocuments(Core core) {
        this.core = core;
    }

    @Override
    public String name() {
        return "list_documents";
    }

    @Override
    public String description() {
        return """
        Lists the documents of the project: id, type, title, status, version. Call it before you read or write one.\
        """;
    }

    @Override
    public String schema() {
        return """
        {"type": "object", "properties": {}, "additionalProperties": false}
        """;
    }

    @Override
    public ToolResult call(ToolContext context, JsonNode arguments) {
        var documents =
                FieldSelection.of(
                        core.documents(
                                context.workspaceId(), context.projectId(), context.viewer()),
                        "id",
                        "type",
                        "title",
                        "status",
                        "version",
                        "updatedAt");
        return ToolResult.ok(
                documents.toString(),
                "read the list of " + LogLine.counted(documents.path("items").size(), "document"));
    }
}
