package dev.agentworks.core.gate;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An exit criterion made from a function. */
public record Criterion(
        String key, boolean isApproval, Function<List<JudgedCard>, Map<UUID, List<String>>> judge)
        implements ExitCriterion {

    public static Criterion of(
            String key, Function<List<JudgedCard>, Map<UUID, List<String>>> judge) {
        return new Criterion(key, false, judge);
    }

    /** Judges every card alone by what was read for all of them. */
    public static Map<UUID, List<String>> each(
            List<JudgedCard> cards, Function<JudgedCard, List<String>> missing) {
        return cards.stream().collect(Collectors.toMap(JudgedCard::id, missing));
    }

    @Override
    public Map<UUID, List<String>> missing(List<JudgedCard> cards) {
        return judge.apply(cards);
    }
}
