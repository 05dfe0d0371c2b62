package dev.agentworks.orchestrator.tool;

import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.orchestrator.outgoing.LogLine;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Lists the project's cards. */
@Component
class ListCards implements Tool {

    private final Core core;

    ListCards(Core core) {
        this.core = core;
    }

    @Override
    public String name() {
        return "list_cards";
    }

    @Override
    public String description() {
        return """
        Lists the cards of the project's board: id, key, lane, type, title, status, parent.\
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
        var cards =
                FieldSelection.of(
                        core.cards(context.workspaceId(), context.projectId(), context.viewer()),
                        "id",
                        "key",
                        "lane",
                        "type",
                        "title",
                        "status",
                        "priority",
                        "labels",
                        "parentId");
        return ToolResult.ok(
                cards.toString(),
                "read the list of " + LogLine.counted(cards.path("items").size(), "card"));
    }
}
