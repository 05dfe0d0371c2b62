package dev.agentworks.core.board;

import dev.agentworks.core.board.LaneRule.WipPolicy;
import dev.agentworks.starter.web.PatchField;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks for another rule of a lane, not validated yet; what is left out stays as it is. */
public record ChangeLane(
        int number,
        @Nullable String key,
        @Nullable String name,
        @Nullable List<String> onEntry,
        @Nullable List<String> parallel,
        @Nullable List<String> manual,
        @Nullable PatchField<Integer> wipLimit,
        @Nullable WipPolicy wipPolicy,
        @Nullable String exitCriterion,
        @Nullable Boolean autoAdvance,
        @Nullable Boolean requireApproval) {

    /** The lane as it is to be. */
    WorkflowView.Lane applied(WorkflowView.Lane lane) {
        return new WorkflowView.Lane(
                lane.number(),
                lane.key(),
                name == null ? lane.name() : name.strip(),
                Objects.requireNonNullElse(onEntry, lane.onEntry()),
                Objects.requireNonNullElse(parallel, lane.parallel()),
                Objects.requireNonNullElse(manual, lane.manual()),
                PatchField.valueOr(wipLimit, lane.wipLimit()),
                Objects.requireNonNullElse(wipPolicy, lane.wipPolicy()),
                Objects.requireNonNullElse(exitCriterion, lane.exitCriterion()),
                Objects.requireNonNullElse(autoAdvance, lane.autoAdvance()),
                Objects.requireNonNullElse(requireApproval, lane.requireApproval()));
    }
}
