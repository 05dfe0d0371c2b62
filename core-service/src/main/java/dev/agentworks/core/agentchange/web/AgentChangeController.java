package dev.agentworks.core.agentchange.web;

import dev.agentworks.core.agentchange.AgentChanges;
import dev.agentworks.core.agentchange.Effect;
import dev.agentworks.core.agentchange.EffectResult;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.core.workspace.WorkspaceScope;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes the effects of tool calls, from the orchestrator only. */
@RestController
@RequiresScope("core:effects")
class AgentChangeController {

    private final AgentChanges changes;

    AgentChangeController(AgentChanges changes) {
        this.changes = changes;
    }

    @PostMapping("/internal/workspaces/{workspace}/effects/{key}")
    EffectResult apply(
            @PathVariable WorkspaceId workspace,
            @PathVariable String key,
            @RequestBody @Valid Effect effect) {
        return WorkspaceScope.call(workspace, () -> changes.apply(workspace, key, effect));
    }
}
