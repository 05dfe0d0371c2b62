package dev.agentworks.core.board;

import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.persistence.AssignedId;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;

/** A lane of a board. Its rules are added version by version. */
@Entity
class Lane extends AssignedId<LaneId> {

    @EmbeddedId private LaneId id;
    private WorkspaceId workspaceId;
    private BoardId boardId;
    private int number;
    private String key;
    private String name;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected Lane() {}

    Lane(LaneId id, WorkspaceId workspaceId, BoardId boardId, LaneKey key) {
        this.id = id;
        this.workspaceId = workspaceId;
        this.boardId = boardId;
        this.number = key.number();
        this.key = key.name();
        this.name = key.title();
    }

    void rename(String newName) {
        name = newName;
    }

    /** The lane's rule in this version of the workflow. */
    LaneRuleVersion rule(int version, LaneRule rule, Instant now) {
        return new LaneRuleVersion(new LaneRuleVersionId(id, version), workspaceId, rule, now);
    }

    @Override
    public LaneId getId() {
        return id;
    }

    int number() {
        return number;
    }

    LaneKey standardKey() {
        return LaneKey.valueOf(key);
    }
}
