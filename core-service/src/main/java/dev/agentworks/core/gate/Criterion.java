package dev.agentworks.core.gate;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** An exit criterion made from functions. */
public record Criterion(
        String key,
        boolean isApproval,
        Function<JudgedCard, Set<FactSource<?>>> asked,
        BiFunction<JudgedCard, Facts, List<Missing>> judge)
        implements ExitCriterion {

    /** One that judges by what the card itself says. */
    public static Criterion of(String key, Function<JudgedCard, List<Missing>> judge) {
        return new Criterion(key, false, _ -> Set.of(), (card, _) -> judge.apply(card));
    }

    /** As {@link #of(String, Function)}, met only by a person's approval. */
    public static Criterion approval(String key, Function<JudgedCard, List<Missing>> judge) {
        return new Criterion(key, true, _ -> Set.of(), (card, _) -> judge.apply(card));
    }

    /** One that judges every card by what the sources say of it. */
    public static Criterion of(
            String key,
            Set<FactSource<?>> sources,
            BiFunction<JudgedCard, Facts, List<Missing>> judge) {
        return new Criterion(key, false, _ -> sources, judge);
    }

    @Override
    public Set<FactSource<?>> asks(JudgedCard card) {
        return asked.apply(card);
    }

    @Override
    public List<Missing> missing(JudgedCard card, Facts facts) {
        return judge.apply(card, facts);
    }
}
