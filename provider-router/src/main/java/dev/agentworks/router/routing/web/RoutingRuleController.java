package dev.agentworks.router.routing.web;

import dev.agentworks.router.routing.RoutingRule;
import dev.agentworks.router.routing.RoutingRuleStore;
import dev.agentworks.router.routing.RuleTarget;
import dev.agentworks.router.routing.TargetResolver;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Projects' own rules as other services set and read them. */
@RestController
@RequestMapping("/internal/workspaces/{workspace}/projects/{project}/routing-rules")
@RequiresScope("router:rules")
class RoutingRuleController {
    private static final String AGENT = "default|[A-Z][A-Z0-9_]{0,63}";

    private final RoutingRuleStore rules;
    private final TargetResolver resolver;

    RoutingRuleController(RoutingRuleStore rules, TargetResolver resolver) {
        this.rules = rules;
        this.resolver = resolver;
    }

    @GetMapping
    Items list(@PathVariable UUID workspace, @PathVariable UUID project) {
        return new Items(rules.of(workspace, project));
    }

    @PutMapping("/{agent}")
    RoutingRule put(
            @PathVariable UUID workspace,
            @PathVariable UUID project,
            @PathVariable @Pattern(regexp = AGENT) String agent,
            @RequestBody @Valid NewRule wanted) {
        check(wanted.targets(), "/targets/");
        check(wanted.orNoFallbacks(), "/fallbacks/");
        var rule = new RoutingRule(wanted.targets(), wanted.orNoFallbacks());
        rules.put(workspace, project, agent, rule);
        return rule;
    }

    @DeleteMapping("/{agent}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable UUID workspace,
            @PathVariable UUID project,
            @PathVariable @Pattern(regexp = AGENT) String agent) {
        if (!rules.delete(workspace, project, agent)) {
            throw new ProblemException(CommonError.NOT_FOUND, "There is no such rule.");
        }
    }

    private void check(List<RuleTarget> targets, String pointer) {
        for (int i = 0; i < targets.size(); i++) {
            if (!resolver.isKnown(targets.get(i))) {
                throw new ProblemException(
                                CommonError.INVALID_REQUEST, "A target is not in the price table.")
                        .invalid(pointer + i, "names no known provider and model");
            }
        }
    }

    record Items(Map<String, RoutingRule> items) {}

    /** A rule as it shall be. */
    record NewRule(
            @NotNull @Size(max = 16) List<@NotNull @Valid RuleTarget> targets,
            @Nullable @Size(max = 16) List<@NotNull @Valid RuleTarget> fallbacks) {
        List<RuleTarget> orNoFallbacks() {
            return fallbacks == null ? List.of() : fallbacks;
        }
    }
}
