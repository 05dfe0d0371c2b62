package dev.agentworks.orchestrator.tool;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads lines of a file. */
@Component
class ReadFile implements Tool {

    private final FileToolCalls files;
    private final JsonMapper json;

    ReadFile(FileToolCalls files, JsonMapper json) {
        this.files = files;
        this.json = json;
    }

    @Override
    public String name() {
        return "read_file";
    }

    @Override
    public String description() {
        return """
        Reads a text file of the card's branch, all of it or some lines. When the answer says truncated, read on from \
        the line after lastLine.\
        """;
    }

    @Override
    public String schema() {
        return """
        {"type": "object", "required": ["path"], "additionalProperties": false, "properties": {
          "path": {"type": "string", "minLength": 1, "maxLength": 400, "description": "relative to the repository, such as src/app.ts"},
          "firstLine": {"type": "integer", "minimum": 1, "maximum": 1000000},
          "lastLine": {"type": "integer", "minimum": 1, "maximum": 1000000}}}
        """;
    }

    @Override
    public ToolResult call(ToolContext context, JsonNode arguments) {
        var last = arguments.path("lastLine");
        return files.on(
                context,
                copy -> {
                    var read =
                            copy.read(
                                    arguments.path("path").asString(),
                                    arguments.path("firstLine").asInt(1),
                                    last.isMissingNode() ? null : last.asInt());
                    return ToolResult.ok(
                            json.valueToTree(read).toString(),
                            "read %s, lines %d to %d of %d"
                                    .formatted(
                                            read.path(),
                                            read.firstLine(),
                                            read.lastLine(),
                                            read.lines()));
                });
    }
}
