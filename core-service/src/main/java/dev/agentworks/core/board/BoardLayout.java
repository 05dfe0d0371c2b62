package dev.agentworks.core.board;

import dev.agentworks.core.project.ProjectCreated;
import java.time.Clock;
import java.util.Arrays;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives a new project its board with the standard lanes, in the transaction that makes it. */
@Component
class BoardLayout {

    private final BoardRepository boards;
    private final LaneRepository lanes;
    private final WorkflowVersionRepository workflows;
    private final LaneRuleVersionRepository rules;
    private final Clock clock;

    BoardLayout(
            BoardRepository boards,
            LaneRepository lanes,
            WorkflowVersionRepository workflows,
            LaneRuleVersionRepository rules,
            Clock clock) {
        this.boards = boards;
        this.lanes = lanes;
        this.workflows = workflows;
        this.rules = rules;
        this.clock = clock;
    }

    @EventListener
    void layOut(ProjectCreated project) {
        var now = clock.instant();
        var board = boards.save(new Board(BoardId.next(), project));
        var standard = lanes.saveAll(Arrays.stream(LaneKey.values()).map(board::lane).toList());
        var first = workflows.save(WorkflowVersion.first(project, now)).getId().version();
        rules.saveAllAndFlush(
                standard.stream()
                        .map(lane -> lane.rule(first, StandardLanes.rule(lane.standardKey()), now))
                        .toList());
    }
}
