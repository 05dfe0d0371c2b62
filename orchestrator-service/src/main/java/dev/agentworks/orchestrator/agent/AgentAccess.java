package dev.agentworks.orchestrator.agent;

import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who may see a project is core's to say; who may change its agents, the role in the workspace. */
@Component
class AgentAccess {

    private static final Set<String> KEEPERS = Set.of("OWNER", "ADMIN");

    private final Core core;

    AgentAccess(Core core) {
        this.core = core;
    }

    /** The project's workspace. */
    UUID requireVisible(UUID project, ActingUser user) {
        try {
            return core.visibleProject(project, user);
        } catch (RemoteProblem problem) {
            throw switch (problem.status()) {
                case 404 ->
                        new ProblemException(
                                CommonError.NOT_FOUND, "There is no project " + project + ".");
                case 403 -> new ProblemException(CommonError.FORBIDDEN, problem.detail());
                default ->
                        new ProblemException(
                                CommonError.UNAVAILABLE,
                                "The board does not answer, try again soon.");
            };
        }
    }

    /** The project's workspace, for somebody who may change its agents. */
    UUID requireKeeper(UUID project, ActingUser user) {
        var workspace = requireVisible(project, user);
        if (!KEEPERS.contains(String.valueOf(user.grants().get(workspace.toString())))) {
            throw new ProblemException(
                    CommonError.FORBIDDEN,
                    "Only an admin or an owner of the workspace changes a project's agents.");
        }
        return workspace;
    }
}
