package dev.agentworks.orchestrator.tool;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Searches the lines of files. */
@Component
class SearchFiles implements Tool {

    private final FileToolCalls files;
    private final JsonMapper json;

    SearchFiles(FileToolCalls files, JsonMapper json) {
        this.files = files;
        this.json = json;
    }

    @Override
    public String name() {
        return "search_files";
    }

    @Override
    public String description() {
        return """
        Finds the lines of the project's files that contain a text, or match a regular expression (RE2), with path and \
        line number.\
        """;
    }

    @Override
    public String schema() {
        return """
        {"type": "object", "required": ["query"], "additionalProperties": false, "properties": {
          "query": {"type": "string", "minLength": 1, "maxLength": 500},
          "regex": {"type": "boolean", "description": "query is a regular expression; false when left out"},
          "ignoreCase": {"type": "boolean"},
          "folder": {"type": "string", "maxLength": 400, "description": "only below this folder"}}}
        """;
    }

    @Override
    public ToolResult call(ToolContext context, JsonNode arguments) {
        var query = arguments.path("query").asString();
        return files.on(
                context,
                copy -> {
                    var found =
                            copy.search(
                                    query,
                                    arguments.path("regex").asBoolean(false),
                                    arguments.path("ignoreCase").asBoolean(false),
                                    arguments.path("folder").asString(""));
                    return ToolResult.ok(
                            json.valueToTree(found).toString(),
                            "found %d lines with \"%s\"".formatted(found.hits().size(), query));
                });
    }
}
