package dev.agentworks.core.board;

import dev.agentworks.core.board.LaneRule.WipPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wish for a lane's rule, before it is known to make sense.
 *
 * @param name null keeps the lane's name
 */
public record LaneWish(
        @Nullable Integer number,
        @Nullable String key,
        @Nullable String name,
        List<String> onEntry,
        List<String> parallel,
        List<String> manual,
        @Nullable Integer wipLimit,
        WipPolicy wipPolicy,
        @Nullable String exitCriterion,
        boolean autoAdvance,
        boolean requireApproval) {

    public LaneWish {
        onEntry = List.copyOf(onEntry);
        parallel = List.copyOf(parallel);
        manual = List.copyOf(manual);
    }
}
