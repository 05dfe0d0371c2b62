package dev.agentworks.orchestrator.access;

import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks core who may see a project; the role in the workspace decides who may change it. */
@Component
public class ProjectAccess {

    private static final Set<String> ADMINS = Set.of("OWNER", "ADMIN");

    private final Core core;

    ProjectAccess(Core core) {
        this.core = core;
    }

    /** The project's workspace. */
    public UUID requireVisible(UUID project, ActingUser user) {
        try {
            var workspace = core.visibleProject(project, user);
            if (user.grants().containsKey(workspace.toString())) {
                return workspace;
            }
            throw unknown(project);
        } catch (RemoteProblem problem) {
            throw switch (problem.status()) {
                case 404 -> unknown(project);
                case 403 -> new ProblemException(CommonError.FORBIDDEN, problem.detail());
                default ->
                        new ProblemException(
                                CommonError.UNAVAILABLE,
                                "The board does not answer, try again soon.");
            };
        }
    }

    /**
     * The project's workspace, for an owner or admin of it.
     *
     * @param refusal what everybody else is told
     */
    public UUID requireAdmin(UUID project, ActingUser user, String refusal) {
        var workspace = requireVisible(project, user);
        if (!ADMINS.contains(String.valueOf(user.grants().get(workspace.toString())))) {
            throw new ProblemException(CommonError.FORBIDDEN, refusal);
        }
        return workspace;
    }

    private static ProblemException unknown(UUID project) {
        return new ProblemException(CommonError.NOT_FOUND, "There is no project " + project + ".");
    }
}
