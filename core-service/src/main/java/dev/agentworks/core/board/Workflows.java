package dev.agentworks.core.board;

import dev.agentworks.core.project.Projects;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.starter.web.ETags;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rules of a project's lanes, as one thing with versions. A stay of a card keeps the version it
 * began with; cards that come in later follow the newest.
 */
@Service
public class Workflows {

    private final WorkflowTable table;
    private final KnownCriteria criteria;
    private final Projects projects;
    private final Access access;
    private final ApplicationEventPublisher events;

    Workflows(
            WorkflowTable table,
            KnownCriteria criteria,
            Projects projects,
            Access access,
            ApplicationEventPublisher events) {
        this.table = table;
        this.criteria = criteria;
        this.projects = projects;
        this.access = access;
        this.events = events;
    }

    /** The newest version, or the one asked for. */
    @Transactional(readOnly = true)
    public WorkflowView require(UUID project, @Nullable Integer version) {
        projects.require(project);
        return table.find(project, version).orElseThrow(() -> Access.notFound("version"));
    }

    /** Every version there was, the newest first. */
    @Transactional(readOnly = true)
    public List<WorkflowView.Made> versions(UUID project) {
        projects.require(project);
        return table.versions(project);
    }

    /**
     * The next version, in which the lanes named are as wished and the others as they were; wishes
     * that change nothing leave the present one.
     */
    @Transactional
    public WorkflowView change(
            UUID project, List<LaneWish> wishes, @Nullable Long expectedVersion, UUID person) {
        var workspace = projects.require(project).workspaceId();
        access.require(person, workspace, Permission.MANAGE, "project");
        // one change after the other: each sees the version before it
        table.lock(project);
        var present = require(project, null);
        ETags.requireMatch(expectedVersion, present.version());
        var lanes = new WorkflowCheck(criteria.keys()).applied(wishes, present.lanes());
        if (lanes.equals(present.lanes())) {
            return present;
        }
        table.add(project, workspace, present.version() + 1, "user:" + person, lanes);
        events.publishEvent(new WorkflowChanged(project, workspace));
        return require(project, null);
    }
}
