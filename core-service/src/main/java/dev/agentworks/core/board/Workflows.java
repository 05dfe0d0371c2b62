package dev.agentworks.core.board;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.project.Projects;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.web.ETags;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rules of a project's lanes, as one thing with versions. A lane visit of a card keeps the
 * version it began with; cards that come in later follow the newest.
 */
@Service
public class Workflows {

    private final WorkflowVersionRepository versions;
    private final LaneRepository lanes;
    private final LaneRuleVersionRepository rules;
    private final WorkflowQueries queries;
    private final KnownCriteria criteria;
    private final Projects projects;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Workflows(
            WorkflowVersionRepository versions,
            LaneRepository lanes,
            LaneRuleVersionRepository rules,
            WorkflowQueries queries,
            KnownCriteria criteria,
            Projects projects,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.versions = versions;
        this.lanes = lanes;
        this.rules = rules;
        this.queries = queries;
        this.criteria = criteria;
        this.projects = projects;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /** The newest version, or the one asked for. */
    @Transactional(readOnly = true)
    public WorkflowView require(ProjectId project, @Nullable Integer version) {
        projects.require(project);
        return queries.find(project, version).orElseThrow(() -> Access.notFound("version"));
    }

    /** Every version there was, the newest first. */
    @Transactional(readOnly = true)
    public List<WorkflowView.Made> versions(ProjectId project) {
        projects.require(project);
        return queries.versions(project);
    }

    /**
     * The next version, in which the lanes named are changed and the others as they were; changes
     * that make no difference leave the present version.
     */
    @Transactional
    public WorkflowView change(
            ProjectId project,
            List<ChangeLane> changes,
            @Nullable Long expectedVersion,
            UserId person) {
        var workspace = new WorkspaceId(projects.require(project).workspaceId());
        access.require(person, workspace, Permission.MANAGE, "project");
        // one change after the other: each sees the version before it
        projects.lock(project);
        var present = require(project, null);
        ETags.requireMatch(expectedVersion, present.version());
        var changed = new WorkflowCheck(criteria.keys()).applied(changes, present.lanes());
        if (changed.equals(present.lanes())) {
            return present;
        }
        add(project, workspace, present.version() + 1, person, changed);
        events.publishEvent(new WorkflowChanged(project.value(), workspace.value()));
        return require(project, null);
    }

    /** Writes a version: a rule for every lane, and the lanes' names as they are from now on. */
    private void add(
            ProjectId project,
            WorkspaceId workspace,
            int version,
            UserId person,
            List<WorkflowView.Lane> changed) {
        var now = clock.instant();
        versions.save(new WorkflowVersion(project, version, workspace, person, now));
        var byNumber =
                lanes.findByProject(project).stream()
                        .collect(Collectors.toMap(Lane::number, Function.identity()));
        var added = new ArrayList<LaneRuleVersion>();
        for (var lane : changed) {
            var stored = Objects.requireNonNull(byNumber.get(lane.number()));
            stored.rename(lane.name());
            added.add(stored.rule(version, LaneRule.of(lane), now));
        }
        rules.saveAllAndFlush(added);
    }
}
