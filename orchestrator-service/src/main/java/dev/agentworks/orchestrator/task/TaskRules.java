package dev.agentworks.orchestrator.task;

import dev.agentworks.orchestrator.agent.ProjectAgents;
import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Which tasks may be taken, and where they stand. */
@Component
class TaskRules {

    /** What can be read without a card; nothing can be written without one. */
    private static final Set<String> TOOLS =
            Set.of(
                    "list_documents",
                    "read_document",
                    "list_cards",
                    "read_card",
                    "search_knowledge");

    private static final Set<String> WRITERS = Set.of("OWNER", "ADMIN", "MEMBER");
    private static final int MOST_METADATA = 10_000;

    private final ProjectAgents agents;
    private final Core core;

    TaskRules(ProjectAgents agents, Core core) {
        this.agents = agents;
        this.core = core;
    }

    /** Where each task stands, or nothing at all: what is wrong with any of them is named. */
    List<Place> check(List<TaskRequest> wanted, boolean batch, ActingUser user) {
        var problem = new ProblemException(CommonError.INVALID_REQUEST, "The task is not valid.");
        var places = new ArrayList<Place>();
        for (int i = 0; i < wanted.size(); i++) {
            check(wanted.get(i), batch ? "/tasks/" + i : "", user, problem).ifPresent(places::add);
        }
        if (!problem.errors().isEmpty()) {
            throw problem;
        }
        return places;
    }

    private Optional<Place> check(
            TaskRequest task, String at, ActingUser user, ProblemException problem) {
        for (int i = 0; i < task.tools().size(); i++) {
            if (!TOOLS.contains(task.tools().get(i))) {
                problem.invalid(at + "/tools/" + i, "must be one of " + String.join(", ", TOOLS));
            }
        }
        if (!task.tools().isEmpty() && task.projectId() == null) {
            problem.invalid(at + "/projectId", "is needed for what the tools read");
        }
        var metadata = task.metadata();
        if (isWrong(metadata)) {
            problem.invalid(at + "/metadata", "must be an object of at most 10000 characters");
        }
        var workspace = workspace(task, user);
        if (workspace.isEmpty()) {
            problem.invalid(at + "/workspaceId", "is needed: you are in more than one workspace");
            return Optional.empty();
        }
        requireWriter(workspace.get(), user);
        var project = task.projectId() == null ? workspace.get() : task.projectId();
        var agent = agents.find(project, task.agent());
        if (agent.isEmpty()) {
            problem.invalid(at + "/agent", "there is no agent of this name");
        } else if (!agent.get().enabled()) {
            problem.invalid(at + "/agent", "is switched off in this project");
        }
        return Optional.of(new Place(workspace.get(), project));
    }

    private static boolean isWrong(@Nullable JsonNode metadata) {
        return metadata != null
                && !metadata.isNull()
                && (!metadata.isObject() || metadata.toString().length() > MOST_METADATA);
    }

    private Optional<UUID> workspace(TaskRequest task, ActingUser user) {
        if (task.projectId() != null) {
            var workspace = workspaceOf(task.projectId(), user);
            if (task.workspaceId() != null && !task.workspaceId().equals(workspace)) {
                throw noProject(task.projectId());
            }
            return Optional.of(workspace);
        }
        if (task.workspaceId() != null) {
            return Optional.of(task.workspaceId());
        }
        return user.grants().size() == 1
                ? Optional.of(UUID.fromString(user.grants().keySet().iterator().next()))
                : Optional.empty();
    }

    private UUID workspaceOf(UUID project, ActingUser user) {
        try {
            return core.visibleProject(project, user);
        } catch (RemoteProblem problem) {
            if (problem.status() == 404 || problem.status() == 403) {
                throw noProject(project);
            }
            throw new ProblemException(
                    CommonError.UNAVAILABLE, "The board does not answer, try again soon.");
        }
    }

    private static ProblemException noProject(UUID project) {
        return new ProblemException(
                CommonError.NOT_FOUND, "There is no project %s there.".formatted(project));
    }

    private static void requireWriter(UUID workspace, ActingUser user) {
        var role = user.grants().get(workspace.toString());
        if (role == null) {
            throw new ProblemException(
                    CommonError.NOT_FOUND, "There is no workspace " + workspace + ".");
        }
        if (!WRITERS.contains(role)) {
            throw new ProblemException(
                    CommonError.FORBIDDEN,
                    "Your role in this workspace lets you look, not start agents.");
        }
    }

    /**
     * Where a task stands.
     *
     * @param project the workspace's id where it stands in none
     */
    record Place(UUID workspace, UUID project) {}
}
