package dev.agentworks.core.board;

import dev.agentworks.core.project.Projects;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.core.workspace.Versions;
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

    /** The next version; rules that change nothing leave the present one. */
    @Transactional
    public WorkflowView change(
            UUID project, List<LaneWish> wishes, @Nullable Long expectedVersion, UUID person) {
        var workspace = projects.require(project).workspaceId();
        access.require(person, workspace, Permission.MANAGE, "project");
        new WorkflowCheck(criteria.keys()).require(wishes);
        // one change after the other: each sees the version before it
        table.lock(project);
        var present = require(project, null);
        Versions.require(expectedVersion, present.version());
        var lanes = present.lanes().stream().map(lane -> wished(lane, wishes)).toList();
        if (lanes.equals(present.lanes())) {
            return present;
        }
        table.add(project, workspace, present.version() + 1, "user:" + person, lanes);
        events.publishEvent(new WorkflowChanged(project, workspace));
        return require(project, null);
    }

    private static WorkflowView.Lane wished(WorkflowView.Lane present, List<LaneWish> wishes) {
        var wish =
                wishes.stream()
                        .filter(it -> it.number() != null && it.number() == present.number())
                        .findFirst()
                        .orElseThrow();
        return new WorkflowView.Lane(
                present.number(),
                present.key(),
                wish.name() == null ? present.name() : wish.name().strip(),
                wish.onEntry(),
                wish.parallel(),
                wish.manual(),
                wish.wipLimit(),
                wish.wipPolicy(),
                wish.exitCriterion() == null ? present.exitCriterion() : wish.exitCriterion(),
                wish.autoAdvance(),
                wish.requireApproval());
    }
}
