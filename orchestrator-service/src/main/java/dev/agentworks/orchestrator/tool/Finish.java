package dev.agentworks.orchestrator.tool;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Ends a run; every agent's last call. */
@Component
class Finish implements Tool {

    @Override
    public String name() {
        return "finish";
    }

    @Override
    public String description() {
        return """
        Ends your work. Call it exactly once, as the very last call, when everything you must leave behind is written.\
        """;
    }

    @Override
    public String schema() {
        return """
        {"type": "object", "required": ["summary"], "additionalProperties": false, "properties": {
          "summary": {"type": "string", "minLength": 1, "maxLength": 4000, "description": "what you did and what it means for the card, in a few sentences"},
          "followUps": {"type": "array", "maxItems": 20, "items": {"type": "string", "minLength": 1, "maxLength": 500}},
          "verdict": {"type": "string", "maxLength": 200, "description": "when a judgement was asked for"}}}
        """;
    }

    @Override
    public ToolResult call(ToolContext context, JsonNode arguments) {
        return ToolResult.ok("{\"finished\":true}", "finished its work");
    }
}
