package dev.agentworks.core.board;

import dev.agentworks.core.board.LaneRule.WipPolicy;
import dev.agentworks.core.project.ProjectId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One version of a project's rules of lanes, with who made it. */
public record WorkflowView(
        ProjectId projectId, int version, Instant updatedAt, String updatedBy, List<Lane> lanes) {

    public WorkflowView {
        lanes = List.copyOf(lanes);
    }

    /** A version without its rules. */
    public record Made(int version, Instant updatedAt, String updatedBy) {}

    /** A lane's rule as people write it. */
    public record Lane(
            int number,
            String key,
            String name,
            List<String> onEntry,
            List<String> parallel,
            List<String> manual,
            @Nullable Integer wipLimit,
            WipPolicy wipPolicy,
            String exitCriterion,
            boolean autoAdvance,
            boolean requireApproval) {

        static Lane of(int number, String key, String name, LaneRule rule) {
            return new Lane(
                    number,
                    key,
                    name,
                    rule.onEntry(),
                    rule.parallel(),
                    rule.manual(),
                    rule.wipLimit(),
                    rule.wipPolicy(),
                    rule.exitCriterion(),
                    rule.autoAdvance(),
                    rule.requireApproval());
        }
    }
}
