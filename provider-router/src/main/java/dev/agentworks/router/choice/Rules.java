package dev.agentworks.router.choice;

import java.util.List;
import org.springframework.stereotype.Component;

/** Finds the rule of a request: the nearest one decides alone. */
@Component
class Rules {
    private final ChoiceSettings settings;
    private final StoredRules stored;

    Rules(ChoiceSettings settings, StoredRules stored) {
        this.settings = settings;
        this.stored = stored;
    }

    Rule of(Wanted wanted) {
        var agent = wanted.agentId();
        var project = wanted.projectId();
        var own =
                project == null
                        ? null
                        : stored.find(wanted.workspaceId(), project, agent).orElse(null);
        if (own != null) {
            return own;
        }
        var instead = agent == null ? null : settings.agents().get(agent);
        return instead == null ? Rule.AS_ASKED : instead.rule();
    }

    /** Who stands behind the first choice: as the rule says, or as for every call of its model. */
    List<Target> fallbacks(Rule rule, Choice first) {
        return rule.fallbacks().isEmpty()
                ? settings.behind(first.vendor().id(), first.model().model())
                : rule.fallbacks();
    }
}
