package dev.agentworks.orchestrator.tool;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists the files of the card's branch. */
@Component
class ListFiles implements Tool {

    private final FileToolCalls files;
    private final JsonMapper json;

    ListFiles(FileToolCalls files, JsonMapper json) {
        this.files = files;
        this.json = json;
    }

    @Override
    public String name() {
        return "list_files";
    }

    @Override
    public String description() {
        return """
        Lists the files of the project's repository on the card's branch, with your own changes: path, size in bytes, \
        staged. Call it before you read or write files.\
        """;
    }

    @Override
    public String schema() {
        return """
        {"type": "object", "additionalProperties": false, "properties": {
          "folder": {"type": "string", "maxLength": 400, "description": "only files below this folder, such as src/main"}}}
        """;
    }

    @Override
    public ToolResult call(ToolContext context, JsonNode arguments) {
        return files.on(
                context,
                copy -> {
                    var listing = copy.list(arguments.path("folder").asString(""));
                    return ToolResult.ok(
                            json.valueToTree(listing).toString(),
                            "listed %d files".formatted(listing.files().size() + listing.more()));
                });
    }
}
