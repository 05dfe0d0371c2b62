package dev.agentworks.core.card;

import dev.agentworks.core.board.Boards;
import dev.agentworks.core.board.Boards.RuleVersion;
import dev.agentworks.core.board.KnownCriteria;
import dev.agentworks.core.board.LaneRule;
import dev.agentworks.core.card.CardView.CriterionView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Judges cards by the criterion of the rule with which their visit of the lane began. */
@Component
class Gate implements KnownCriteria {

    private static final String APPROVAL = "the approval of the card by a person";

    private final Map<String, ExitCriterion> criteria;
    private final Boards boards;

    /**
     * A version of a rule never changes, so that one look is enough for all cards of a board and
     * for ever.
     */
    private final ConcurrentMap<RuleVersion, LaneRule> rules = new ConcurrentHashMap<>();

    Gate(List<ExitCriterion> criteria, Boards boards) {
        this.criteria =
                criteria.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        ExitCriterion::key, Function.identity()));
        this.boards = boards;
    }

    @Override
    public Set<String> keys() {
        return criteria.keySet();
    }

    CriterionView judge(CardView card) {
        return Objects.requireNonNull(judge(List.of(card)).get(card.id()));
    }

    /** Judges many cards with as many questions as there are criteria among them. */
    Map<UUID, CriterionView> judge(List<CardView> cards) {
        load(cards);
        var verdicts = new HashMap<UUID, CriterionView>();
        cards.stream()
                .collect(Collectors.groupingBy(card -> rule(card).exitCriterion()))
                .forEach((key, group) -> verdicts.putAll(judge(key, group)));
        return verdicts;
    }

    /** The rule with which the card's stay began. */
    LaneRule rule(CardView card) {
        var version = new RuleVersion(card.laneId(), card.ruleVersion());
        var known = rules.get(version);
        if (known != null) {
            return known;
        }
        load(List.of(card));
        return Objects.requireNonNull(rules.get(version));
    }

    private Map<UUID, CriterionView> judge(String key, List<CardView> cards) {
        var criterion = criteria.get(key);
        // A rule that names a criterion nobody knows keeps the card: open by mistake would be
        // worse.
        Map<UUID, List<String>> missing =
                criterion == null
                        ? Criterion.each(
                                cards,
                                _ -> List.of("the lane's rule names an unknown criterion: " + key))
                        : criterion.missing(cards);
        return cards.stream()
                .collect(
                        Collectors.toMap(
                                CardView::id,
                                card -> {
                                    var all =
                                            new ArrayList<>(
                                                    missing.getOrDefault(card.id(), List.of()));
                                    if (lacksApproval(card, criterion)) {
                                        all.add(APPROVAL);
                                    }
                                    return new CriterionView(key, all.isEmpty(), all);
                                }));
    }

    private boolean lacksApproval(CardView card, @Nullable ExitCriterion criterion) {
        return rule(card).requireApproval()
                && (criterion == null || !criterion.isApproval())
                && card.reviewState() != ReviewState.APPROVED;
    }

    private void load(List<CardView> cards) {
        var unknown =
                cards.stream()
                        .map(card -> new RuleVersion(card.laneId(), card.ruleVersion()))
                        .filter(version -> !rules.containsKey(version))
                        .collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            rules.putAll(boards.rules(unknown));
        }
    }
}
