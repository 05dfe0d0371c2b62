package dev.agentworks.core.board;

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
}
