package dev.agentworks.orchestrator.agent;

import dev.agentworks.orchestrator.access.ProjectAccess;
import dev.agentworks.orchestrator.access.UserTransactions;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.web.ETags;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads and changes, for people, what a project changed about its agents. */
@Component
public class AgentConfigs {

    static final String NOT_ADMIN =
            "Only an admin or an owner of the workspace changes a project's agents.";

    private final ProjectAccess access;
    private final AgentConfigTable configs;
    private final CustomAgentTable customAgents;
    private final AgentRules rules;
    private final UserTransactions transactions;

    AgentConfigs(
            ProjectAccess access,
            AgentConfigTable configs,
            CustomAgentTable customAgents,
            AgentRules rules,
            UserTransactions transactions) {
        this.access = access;
        this.configs = configs;
        this.customAgents = customAgents;
        this.rules = rules;
        this.transactions = transactions;
    }

    public AgentConfig find(UUID project, ActingUser user) {
        access.requireVisible(project, user);
        return transactions.call(user, () -> configs.find(project));
    }

    /** Replaces the settings; an agent without settings is reset. */
    public AgentConfig change(
            UUID project,
            @Nullable Long expected,
            Map<String, @Nullable AgentSettings> wanted,
            ActingUser user) {
        var workspace = access.requireAdmin(project, user, NOT_ADMIN);
        return transactions.call(
                user,
                () -> {
                    rules.check(wanted, id -> customAgents.find(project, id).isPresent());
                    var present = configs.find(project);
                    ETags.requireMatch(expected, present.version());
                    return configs.change(
                                    project,
                                    workspace,
                                    present.version(),
                                    withoutEmpty(wanted),
                                    "user:" + user.id())
                            .orElseThrow(AgentConfigs::changedMeanwhile);
                });
    }

    private static Map<String, AgentSettings> withoutEmpty(
            Map<String, @Nullable AgentSettings> wanted) {
        var settings = new TreeMap<String, AgentSettings>();
        wanted.forEach((id, changes) -> {
            if (changes != null && !changes.isNothing()) {
                settings.put(id, changes);
            }
        });
        return settings;
    }

    static ProblemException changedMeanwhile() {
        return new ProblemException(
                CommonError.VERSION_CONFLICT,
                "Somebody changed it; read it again and repeat your change.");
    }
}
