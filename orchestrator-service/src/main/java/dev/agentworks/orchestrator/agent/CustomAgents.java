package dev.agentworks.orchestrator.agent;

import dev.agentworks.orchestrator.access.ProjectAccess;
import dev.agentworks.orchestrator.access.UserTransactions;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.web.ETags;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads and changes, for people, the agents that a project added. */
@Component
public class CustomAgents {

    private static final int MOST_OF_A_PROJECT = 50;

    private final ProjectAccess access;
    private final BuiltInAgents agents;
    private final CustomAgentTable table;
    private final AgentRules rules;
    private final UserTransactions transactions;

    CustomAgents(
            ProjectAccess access,
            BuiltInAgents agents,
            CustomAgentTable table,
            AgentRules rules,
            UserTransactions transactions) {
        this.access = access;
        this.agents = agents;
        this.table = table;
        this.rules = rules;
        this.transactions = transactions;
    }

    public List<StoredAgent> all(UUID project, ActingUser user) {
        access.requireVisible(project, user);
        return transactions.call(user, () -> table.all(project));
    }

    public Optional<StoredAgent> find(UUID project, String id, ActingUser user) {
        access.requireVisible(project, user);
        return transactions.call(user, () -> table.find(project, id));
    }

    /** Adds the agent; the same command again answers with the agent it added. */
    public StoredAgent add(UUID project, CustomAgent agent, String command, ActingUser user) {
        var workspace = access.requireAdmin(project, user, AgentConfigs.NOT_ADMIN);
        rules.check(agent);
        var key = user.id() + "/" + command;
        return transactions.call(
                user,
                () -> {
                    if (table.all(project).size() >= MOST_OF_A_PROJECT) {
                        throw new ProblemException(
                                AgentError.TOO_MANY_AGENTS,
                                "A project has at most %d agents of its own."
                                        .formatted(MOST_OF_A_PROJECT));
                    }
                    return table.add(project, workspace, agent, key)
                            .or(() ->
                                    table.find(project, agent.id())
                                            .filter(before -> before.createdBy().equals(key))
                                            .map(before -> same(before, agent)))
                            .orElseThrow(() ->
                                    new ProblemException(
                                            AgentError.AGENT_EXISTS,
                                            "The project has an agent %s already."
                                                    .formatted(agent.id())));
                });
    }

    public StoredAgent replace(
            UUID project, String id, @Nullable Long expected, CustomAgent agent, ActingUser user) {
        access.requireAdmin(project, user, AgentConfigs.NOT_ADMIN);
        requireCustom(id);
        if (!agent.id().equals(id)) {
            throw new ProblemException(CommonError.INVALID_REQUEST, "An agent keeps its id.")
                    .invalid("/id", "must be " + id);
        }
        rules.check(agent);
        return transactions.call(
                user,
                () -> {
                    var present = table.find(project, id).orElseThrow(() -> unknown(id)).version();
                    ETags.requireMatch(expected, present);
                    return table.replace(project, present, agent)
                            .orElseThrow(AgentConfigs::changedMeanwhile);
                });
    }

    public void remove(UUID project, String id, ActingUser user) {
        access.requireAdmin(project, user, AgentConfigs.NOT_ADMIN);
        requireCustom(id);
        if (!transactions.call(user, () -> table.remove(project, id))) {
            throw unknown(id);
        }
    }

    public static ProblemException unknown(String id) {
        return new ProblemException(
                CommonError.NOT_FOUND, "The project has no agent %s.".formatted(id));
    }

    private void requireCustom(String id) {
        if (agents.find(id).isPresent()) {
            throw new ProblemException(
                    AgentError.AGENT_BUILT_IN,
                    "%s is built in; change it by the project's agent configuration."
                            .formatted(id));
        }
    }

    private static StoredAgent same(StoredAgent before, CustomAgent wanted) {
        if (!before.agent().equals(wanted)) {
            throw new ProblemException(
                    CommonError.KEY_REUSED, "This Idempotency-Key was used for another agent.");
        }
        return before;
    }

    /**
     * A custom agent as it is stored.
     *
     * @param createdBy the person and the idempotency key of the command
     */
    public record StoredAgent(CustomAgent agent, long version, String createdBy) {}
}
