package dev.agentworks.orchestrator.run;

import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Core says whether a user may see a card's runs; the role in the workspace says whether the user
 * may start or stop them.
 */
@Component
public class CardAccess {

    private static final Set<String> WRITERS = Set.of("OWNER", "ADMIN", "MEMBER");

    private static final Set<String> ADMINS = Set.of("OWNER", "ADMIN");

    private final Core core;

    CardAccess(Core core) {
        this.core = core;
    }

    public Core.VisibleCard requireVisible(UUID card, ActingUser user) {
        try {
            return core.visibleCard(card, user);
        } catch (RemoteProblem problem) {
            throw switch (problem.status()) {
                case 404 ->
                        new ProblemException(
                                CommonError.NOT_FOUND, "There is no card " + card + ".");
                case 403 -> new ProblemException(CommonError.FORBIDDEN, problem.detail());
                default ->
                        new ProblemException(
                                CommonError.UNAVAILABLE,
                                "The board does not answer, try again soon.");
            };
        }
    }

    /** Only the owner and the admins of a workspace decide about parked runs. */
    public void requireAdmin(UUID workspace, ActingUser user) {
        if (!ADMINS.contains(String.valueOf(user.grants().get(workspace.toString())))) {
            throw new ProblemException(
                    CommonError.FORBIDDEN,
                    "Only an owner or admin of this workspace decides about a parked run.");
        }
    }

    public void requireWriter(UUID workspace, ActingUser user) {
        if (!WRITERS.contains(String.valueOf(user.grants().get(workspace.toString())))) {
            throw new ProblemException(
                    CommonError.FORBIDDEN,
                    "Your role in this workspace lets you look, not start or stop agents.");
        }
    }
}
