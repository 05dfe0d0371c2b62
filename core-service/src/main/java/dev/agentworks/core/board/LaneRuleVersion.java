package dev.agentworks.core.board;

import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.persistence.AssignedId;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A lane's rule in one version. It is never changed, only followed by the next: a lane visit keeps
 * the version it began with.
 */
@Entity
@Immutable
@Table(name = "lane_rule")
class LaneRuleVersion extends AssignedId<LaneRuleVersionId> {

    @EmbeddedId private LaneRuleVersionId id;
    private WorkspaceId workspaceId;

    @JdbcTypeCode(SqlTypes.JSON)
    private LaneRule rule;

    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected LaneRuleVersion() {}

    LaneRuleVersion(
            LaneRuleVersionId id, WorkspaceId workspaceId, LaneRule rule, Instant createdAt) {
        this.id = id;
        this.workspaceId = workspaceId;
        this.rule = rule;
        this.createdAt = createdAt;
    }

    @Override
    public LaneRuleVersionId getId() {
        return id;
    }
}
