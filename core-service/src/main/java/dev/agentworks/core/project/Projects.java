package dev.agentworks.core.project;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.ETags;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Projects: create, change, find; hands out the numbers of cards. */
@Service
public class Projects {

    private final ProjectRepository repository;
    private final ProjectQueries queries;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Projects(
            ProjectRepository repository,
            ProjectQueries queries,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.queries = queries;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public ProjectView create(UserId person, WorkspaceId workspace, CreateProject command) {
        access.require(person, workspace, Permission.WRITE, "workspace");
        var wanted = command.key();
        var project =
                new Project(
                        ProjectId.next(),
                        workspace,
                        wanted != null
                                ? new ProjectKey(wanted)
                                : freeKey(workspace, command.name()),
                        command.name(),
                        command.description(),
                        clock.instant());
        try {
            repository.saveAndFlush(project);
        } catch (DuplicateKeyException _) {
            throw new ProblemException(
                            ProjectError.PROJECT_KEY_TAKEN,
                            "The key %s is in use; choose another.".formatted(project.key()))
                    .invalid("/key", "is in use");
        }
        events.publishEvent(new ProjectCreated(project.id(), workspace, project.name(), person));
        return require(project.id());
    }

    @Transactional
    public ProjectView change(
            UserId person,
            ProjectId id,
            @Nullable String name,
            @Nullable String description,
            @Nullable Long expectedVersion) {
        var project = repository.require(id);
        access.require(person, project.workspaceId(), Permission.WRITE, "project");
        ETags.requireMatch(expectedVersion, project.version());
        project.describe(name, description);
        repository.saveAndFlush(project);
        return require(id);
    }

    @Transactional(readOnly = true)
    public List<ProjectView> of(UserId person, WorkspaceId workspace) {
        access.require(person, workspace, Permission.READ, "workspace");
        return queries.of(workspace);
    }

    /** The project, when the transaction's subject may see it. */
    @Transactional(readOnly = true)
    public ProjectView require(ProjectId id) {
        return queries.find(id).orElseThrow(() -> Access.notFound("project"));
    }

    /** Locks the project until the transaction ends: changes of it follow one after the other. */
    @Transactional
    public void lock(ProjectId id) {
        queries.lock(id);
    }

    /** The next number of a card. */
    @Transactional
    public int nextCardNumber(ProjectId id) {
        return queries.nextCardNumber(id);
    }

    /**
     * The number of a card that is about to be made in a lane, whose ranks stay as they are until
     * the transaction ends.
     *
     * @param alone whether nobody else makes or moves a card there meanwhile
     */
    @Transactional
    public int nextCardNumber(ProjectId id, UUID lane, boolean alone) {
        return queries.nextCardNumber(id, lane, alone);
    }

    private ProjectKey freeKey(WorkspaceId workspace, String name) {
        var taken = queries.keysOf(workspace);
        var first = ProjectKey.from(name);
        var key = first;
        for (var number = 2; taken.contains(key.value()); number++) {
            key = first.numbered(number);
        }
        return key;
    }
}
