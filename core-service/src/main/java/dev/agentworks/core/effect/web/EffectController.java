package dev.agentworks.core.effect.web;

import dev.agentworks.core.effect.Effect;
import dev.agentworks.core.effect.Effects;
import dev.agentworks.core.workspace.Acting;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes the effects of tool calls, from the orchestrator only. */
@RestController
@RequiresScope("core:effects")
class EffectController {

    private final Effects effects;

    EffectController(Effects effects) {
        this.effects = effects;
    }

    @PostMapping("/internal/workspaces/{workspace}/effects/{key}")
    Map<String, Object> apply(
            @PathVariable UUID workspace,
            @PathVariable String key,
            @RequestBody @Valid Effect effect) {
        return Acting.within(workspace, () -> effects.apply(workspace, key, effect));
    }
}
