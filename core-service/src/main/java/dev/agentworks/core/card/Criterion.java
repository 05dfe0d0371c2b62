package dev.agentworks.core.card;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An exit criterion made from a function. */
public record Criterion(
        String key, boolean isApproval, Function<List<CardView>, Map<UUID, List<String>>> judge)
        implements ExitCriterion {

    public static Criterion of(
            String key, Function<List<CardView>, Map<UUID, List<String>>> judge) {
        return new Criterion(key, false, judge);
    }

    /** Judges every card alone by what was read for all of them. */
    public static Map<UUID, List<String>> each(
            List<CardView> cards, Function<CardView, List<String>> missing) {
        return cards.stream().collect(Collectors.toMap(CardView::id, missing));
    }

    @Override
    public Map<UUID, List<String>> missing(List<CardView> cards) {
        return judge.apply(cards);
    }
}
