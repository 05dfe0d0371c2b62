package dev.agentworks.orchestrator.address;

import dev.agentworks.orchestrator.access.ProjectAccess;
import dev.agentworks.orchestrator.run.CardAccess;
import dev.agentworks.orchestrator.run.RunQueries;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.web.AddressedThings;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Runs are this service's own, of cards and projects core knows. */
@Component
class AddressedRuns implements AddressedThings {
    private final RunQueries runs;
    private final CardAccess cards;
    private final ProjectAccess projects;

    AddressedRuns(RunQueries runs, CardAccess cards, ProjectAccess projects) {
        this.runs = runs;
        this.cards = cards;
        this.projects = projects;
    }

    /**
     * @throws ProblemException {@code not-found}, in the words of the thing's own routes
     */
    @Override
    public boolean isVisible(String kind, UUID id, ActingUser user) {
        return switch (kind) {
            case "runs" -> id.equals(runs.require(id, user).id());
            case "cards" -> isGranted(cards.requireVisible(id, user).workspaceId(), user);
            case "projects" -> isGranted(projects.requireVisible(id, user), user);
            default -> true;
        };
    }

    private static boolean isGranted(UUID workspace, ActingUser user) {
        return user.grants().containsKey(workspace.toString());
    }
}
