package dev.agentworks.orchestrator.agent;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people may ask of a project's agents, behind core's word on who may see the project. */
@Component
class AgentDesk {

    private static final int MOST_OWN = 50;

    private final AgentAccess access;
    private final Agents agents;
    private final AgentTables tables;
    private final AgentRules rules;
    private final TransactionTemplate transaction;

    AgentDesk(
            AgentAccess access,
            Agents agents,
            AgentTables tables,
            AgentRules rules,
            TransactionTemplate transaction) {
        this.access = access;
        this.agents = agents;
        this.tables = tables;
        this.rules = rules;
        this.transaction = transaction;
    }

    AgentTables.Config config(UUID project, ActingUser user) {
        access.requireVisible(project, user);
        return as(user, () -> tables.config(project));
    }

    AgentTables.Config change(
            UUID project,
            @Nullable Long expected,
            Map<String, @Nullable AgentSettings> wanted,
            ActingUser user) {
        var workspace = access.requireKeeper(project, user);
        return as(
                user,
                () -> {
                    rules.check(wanted, id -> tables.own(project, id).isPresent());
                    var present = tables.config(project);
                    requireVersion(expected, present.version());
                    return tables.change(
                                    project,
                                    workspace,
                                    present.version(),
                                    meant(wanted),
                                    "user:" + user.id())
                            .orElseThrow(AgentDesk::changedMeanwhile);
                });
    }

    List<AgentTables.Own> owns(UUID project, ActingUser user) {
        access.requireVisible(project, user);
        return as(user, () -> tables.owns(project));
    }

    Optional<AgentTables.Own> own(UUID project, String id, ActingUser user) {
        access.requireVisible(project, user);
        return as(user, () -> tables.own(project, id));
    }

    /** Adds the agent; the same command again answers with the agent it added. */
    AgentTables.Own add(UUID project, OwnAgent agent, String command, ActingUser user) {
        var workspace = access.requireKeeper(project, user);
        rules.check(agent);
        var key = user.id() + "/" + command;
        return as(
                user,
                () -> {
                    if (tables.owns(project).size() >= MOST_OWN) {
                        throw new ProblemException(
                                AgentError.TOO_MANY_AGENTS,
                                "A project has at most %d agents of its own.".formatted(MOST_OWN));
                    }
                    return tables.add(project, workspace, agent, key)
                            .or(() ->
                                    tables.own(project, agent.id())
                                            .filter(before -> before.madeBy().equals(key))
                                            .map(before -> same(before, agent)))
                            .orElseThrow(() ->
                                    new ProblemException(
                                            AgentError.AGENT_EXISTS,
                                            "The project has an agent %s already."
                                                    .formatted(agent.id())));
                });
    }

    AgentTables.Own replace(
            UUID project, String id, @Nullable Long expected, OwnAgent agent, ActingUser user) {
        access.requireKeeper(project, user);
        requireOwn(id);
        if (!agent.id().equals(id)) {
            throw new ProblemException(CommonError.INVALID_REQUEST, "An agent keeps its id.")
                    .invalid("/id", "must be " + id);
        }
        rules.check(agent);
        return as(
                user,
                () -> {
                    var present = tables.own(project, id).orElseThrow(() -> unknown(id)).version();
                    requireVersion(expected, present);
                    return tables.replace(project, present, agent)
                            .orElseThrow(AgentDesk::changedMeanwhile);
                });
    }

    void remove(UUID project, String id, ActingUser user) {
        access.requireKeeper(project, user);
        requireOwn(id);
        if (!as(user, () -> tables.remove(project, id))) {
            throw unknown(id);
        }
    }

    static ProblemException unknown(String id) {
        return new ProblemException(
                CommonError.NOT_FOUND, "The project has no agent %s.".formatted(id));
    }

    private void requireOwn(String id) {
        if (agents.find(id).isPresent()) {
            throw new ProblemException(
                    AgentError.AGENT_BUILT_IN,
                    "%s is built in; change it by the project's agent configuration."
                            .formatted(id));
        }
    }

    private static AgentTables.Own same(AgentTables.Own before, OwnAgent wanted) {
        if (!before.agent().equals(wanted)) {
            throw new ProblemException(
                    CommonError.KEY_REUSED, "This Idempotency-Key was used for another agent.");
        }
        return before;
    }

    // null resets an agent, and so does saying nothing of it
    private static Map<String, AgentSettings> meant(Map<String, @Nullable AgentSettings> wanted) {
        var meant = new TreeMap<String, AgentSettings>();
        wanted.forEach((id, settings) -> {
            if (settings != null && !settings.isNothing()) {
                meant.put(id, settings);
            }
        });
        return meant;
    }

    private static void requireVersion(@Nullable Long expected, long present) {
        if (expected != null && expected != present) {
            throw changedMeanwhile().with("version", present);
        }
    }

    private static ProblemException changedMeanwhile() {
        return new ProblemException(
                CommonError.VERSION_CONFLICT,
                "Somebody changed it; read it again and repeat your change.");
    }

    private <T> T as(ActingUser user, Supplier<T> work) {
        var subject = new DatabaseSubject(user.id(), String.join(",", user.grants().keySet()));
        return TenantScope.call(subject, () -> transaction.execute(_ -> work.get()));
    }
}
