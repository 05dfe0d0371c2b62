package dev.agentworks.orchestrator.tool;

import dev.agentworks.orchestrator.client.Core;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads a card in full. */
@Component
class ReadCard implements Tool {

    private final Core core;

    ReadCard(Core core) {
        this.core = core;
    }

    @Override
    public String name() {
        return "read_card";
    }

    @Override
    public String description() {
        return """
        Reads one card of the project with its description and acceptance criteria.\
        """;
    }

    @Override
    public String schema() {
        return """
        {"type": "object", "required": ["card"], "additionalProperties": false, "properties": {
          "card": {"type": "string", "minLength": 1, "maxLength": 60, "description": "the card's id or key, such as APP-12"}}}
        """;
    }

    @Override
    public ToolResult call(ToolContext context, JsonNode arguments) {
        var card =
                core.card(
                        context.workspaceId(), arguments.path("card").asString(), context.viewer());
        return ToolResult.ok(card.toString(), "read the card " + card.path("key").asString(""));
    }
}
