package dev.agentworks.orchestrator.tool;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Stages a file's new content. */
@Component
class WriteFile implements Tool {

    private final FileToolCalls files;

    WriteFile(FileToolCalls files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "write_file";
    }

    @Override
    public String description() {
        return """
        Writes a text file on the card's branch: always its whole content, new or in place of the old one. All your \
        changes become one commit when you finish, and a person looks at them before they are merged.\
        """;
    }

    @Override
    public String schema() {
        return """
        {"type": "object", "required": ["path", "content"], "additionalProperties": false, "properties": {
          "path": {"type": "string", "minLength": 1, "maxLength": 400, "description": "relative to the repository, such as src/app.ts"},
          "content": {"type": "string", "maxLength": 1048576}}}
        """;
    }

    @Override
    public ToolResult call(ToolContext context, JsonNode arguments) {
        var path = arguments.path("path").asString();
        var content = arguments.path("content").asString();
        return files.on(
                context,
                copy -> {
                    boolean isNew = copy.write(context.key(), path, content);
                    var said = "wrote %s, %d lines".formatted(path, content.lines().count());
                    return ToolResult.ok(
                            "{\"staged\":true,\"new\":%b}".formatted(isNew),
                            isNew ? said + " (new)" : said);
                });
    }
}
