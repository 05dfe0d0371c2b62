package dev.agentworks.core.board;

import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.workspace.Access;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Boards with their lanes and the rules of lanes. */
@Service
public class Boards {

    private final BoardQueries queries;

    Boards(BoardQueries queries) {
        this.queries = queries;
    }

    /** One version of a lane's rule; it never changes. */
    public record RuleVersion(UUID lane, int version) {}

    /** A board without its cards. */
    public record BoardView(UUID id, UUID projectId, UUID workspaceId, String name) {}

    @Transactional(readOnly = true)
    public List<BoardView> of(ProjectId project) {
        return queries.of(project);
    }

    @Transactional(readOnly = true)
    public BoardView require(BoardId board) {
        return queries.find(board).orElseThrow(() -> Access.notFound("board"));
    }

    /** As {@link #require(BoardId)}; goes when every caller has typed ids. */
    @Transactional(readOnly = true)
    public BoardView require(UUID board) {
        return require(new BoardId(board));
    }

    @Transactional(readOnly = true)
    public List<LaneView> lanes(BoardId board) {
        return queries.lanes(board);
    }

    /** As {@link #lanes(BoardId)}; goes when every caller has typed ids. */
    @Transactional(readOnly = true)
    public List<LaneView> lanes(UUID board) {
        return lanes(new BoardId(board));
    }

    /** The lane of a board by its number. */
    @Transactional(readOnly = true)
    public Optional<LaneView> lane(BoardId board, int number) {
        return queries.lane(board, number);
    }

    /** As {@link #lane(BoardId, int)}; goes when every caller has typed ids. */
    @Transactional(readOnly = true)
    public Optional<LaneView> lane(UUID board, int number) {
        return lane(new BoardId(board), number);
    }

    /** The rule that a lane visit began with. */
    @Transactional(readOnly = true)
    public LaneRule rule(LaneId lane, int version) {
        return queries.rule(lane, version);
    }

    /** As {@link #rule(LaneId, int)}; goes when every caller has typed ids. */
    @Transactional(readOnly = true)
    public LaneRule rule(UUID lane, int version) {
        return rule(new LaneId(lane), version);
    }

    /** The rules that lane visits began with, by the version that each names. */
    @Transactional(readOnly = true)
    public Map<RuleVersion, LaneRule> rules(Collection<RuleVersion> versions) {
        return queries.rules(versions);
    }
}
