package dev.agentworks.core.board;

import dev.agentworks.core.project.ProjectCreated;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.persistence.AssignedId;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;

/** A project's board. Its lanes are entities of their own, because cards stand in them. */
@Entity
class Board extends AssignedId<BoardId> {

    @EmbeddedId private BoardId id;
    private WorkspaceId workspaceId;
    private ProjectId projectId;
    private String name;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected Board() {}

    Board(BoardId id, ProjectCreated project) {
        this.id = id;
        this.workspaceId = project.workspaceId();
        this.projectId = project.projectId();
        this.name = project.name();
    }

    /** A standard lane of this board. */
    Lane lane(LaneKey key) {
        return new Lane(LaneId.next(), workspaceId, id, key);
    }

    @Override
    public BoardId getId() {
        return id;
    }
}
