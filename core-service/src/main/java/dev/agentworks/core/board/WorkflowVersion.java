package dev.agentworks.core.board;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.project.ProjectCreated;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.persistence.AssignedId;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One version of a project's rules of lanes: who made it, and when. */
@Entity
@Immutable
@Table(name = "workflow")
class WorkflowVersion extends AssignedId<WorkflowVersionId> {

    @EmbeddedId private WorkflowVersionId id;
    private WorkspaceId workspaceId;
    private String changedBy;
    private Instant changedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected WorkflowVersion() {}

    WorkflowVersion(
            ProjectId project, int version, WorkspaceId workspaceId, UserId person, Instant now) {
        this.id = new WorkflowVersionId(project, version);
        this.workspaceId = workspaceId;
        this.changedBy = "user:" + person;
        this.changedAt = now;
    }

    static WorkflowVersion first(ProjectCreated project, Instant now) {
        return new WorkflowVersion(
                project.projectId(), 1, project.workspaceId(), project.createdBy(), now);
    }

    @Override
    public WorkflowVersionId getId() {
        return id;
    }
}
