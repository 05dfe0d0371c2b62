package dev.agentworks.orchestrator.tool;

import dev.agentworks.orchestrator.client.Core;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes the board in the name of an agent's run, once for each key. What a run of high risk
 * changes is held until a person decides.
 */
@Component
public class BoardChanges {

    private final Core core;
    private final JsonMapper json;

    BoardChanges(Core core, JsonMapper json) {
        this.core = core;
        this.json = json;
    }

    /**
     * Applies or holds the change and answers its result; the arguments are the fields of the
     * change.
     */
    public JsonNode apply(String kind, ToolContext context, JsonNode arguments) {
        ObjectNode effect = json.createObjectNode();
        effect.setAll((ObjectNode) arguments);
        effect.put("cardId", context.cardId().toString());
        effect.put("runId", context.runId().toString());
        effect.put("agentId", context.agentId());
        effect.put("kind", kind);
        var answer =
                context.holds()
                        ? core.hold(context.workspaceId(), context.runId(), context.key(), effect)
                        : core.effect(context.workspaceId(), context.key(), effect);
        return answer.has("result") ? answer.path("result") : answer;
    }

    /** Leaves a comment on the run's card. */
    public void comment(ToolContext context, String body) {
        apply("add_comment", context, json.createObjectNode().put("body", body));
    }
}
