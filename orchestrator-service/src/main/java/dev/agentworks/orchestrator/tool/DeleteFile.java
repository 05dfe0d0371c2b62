package dev.agentworks.orchestrator.tool;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Stages that a file goes away. */
@Component
class DeleteFile implements Tool {

    private final FileToolCalls files;

    DeleteFile(FileToolCalls files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "delete_file";
    }

    @Override
    public String description() {
        return """
        Deletes a file on the card's branch. To move a file, write it in its new place and delete it in the old one.\
        """;
    }

    @Override
    public String schema() {
        return """
        {"type": "object", "required": ["path"], "additionalProperties": false, "properties": {
          "path": {"type": "string", "minLength": 1, "maxLength": 400}}}
        """;
    }

    @Override
    public ToolResult call(ToolContext context, JsonNode arguments) {
        var path = arguments.path("path").asString();
        return files.on(
                context,
                copy -> {
                    copy.delete(context.key(), path);
                    return ToolResult.ok("{\"staged\":true}", "deleted " + path);
                });
    }
}
