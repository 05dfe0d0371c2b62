package dev.agentworks.core.board;

import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a lane does with a card, as data.
 *
 * @param onEntry agents that start one after the other when a card comes in
 * @param parallel agents that start together when a card comes in
 * @param manual agents that a person starts
 * @param agents all agents that may work in the lane
 * @param wipLimit how many cards may stand here; null is no limit
 * @param wipPolicy {@code WARN} or {@code ENFORCE}
 * @param exitCriterion the key of what must hold before a card goes on
 */
public record LaneRule(
        List<String> onEntry,
        List<String> parallel,
        List<String> manual,
        List<String> agents,
        @Nullable Integer wipLimit,
        WipPolicy wipPolicy,
        String exitCriterion,
        boolean autoAdvance,
        boolean requireApproval) {

    static final String COPILOT = "CEO_COPILOT";

    /** What happens when a lane is full. */
    public enum WipPolicy {
        WARN,
        ENFORCE
    }

    public LaneRule {
        onEntry = List.copyOf(onEntry);
        parallel = List.copyOf(parallel);
        manual = List.copyOf(manual);
        agents = List.copyOf(agents);
    }

    /** The rule that a lane of a workflow describes; the CoPilot may be asked in every lane. */
    static LaneRule of(WorkflowView.Lane lane) {
        var agents = new LinkedHashSet<String>();
        agents.addAll(lane.onEntry());
        agents.addAll(lane.parallel());
        agents.addAll(lane.manual());
        agents.add(COPILOT);
        return new LaneRule(
                lane.onEntry(),
                lane.parallel(),
                lane.manual(),
                List.copyOf(agents),
                lane.wipLimit(),
                lane.wipPolicy(),
                lane.exitCriterion(),
                lane.autoAdvance(),
                lane.requireApproval());
    }

    /** How many cards the lane takes at most, when it refuses more; null when it takes any. */
    public @Nullable Integer enforcedLimit() {
        return wipPolicy == WipPolicy.ENFORCE ? wipLimit : null;
    }
}
