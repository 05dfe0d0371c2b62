package dev.agentworks.core.card;

import dev.agentworks.core.board.Boards;
import dev.agentworks.core.card.CardView.CriterionView;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Judges a card by the criterion of the rule with which its visit of the lane began. */
@Component
class Gate {

    private final Map<String, ExitCriterion> criteria;
    private final Boards boards;

    /**
     * A version of a rule never changes, so that one look is enough for all cards of a board and
     * for ever.
     */
    private final ConcurrentMap<RuleVersion, String> keys = new ConcurrentHashMap<>();

    Gate(List<ExitCriterion> criteria, Boards boards) {
        this.criteria =
                criteria.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        ExitCriterion::key, Function.identity()));
        this.boards = boards;
    }

    CriterionView judge(CardView card) {
        var key =
                keys.computeIfAbsent(
                        new RuleVersion(card.laneId(), card.ruleVersion()),
                        rule -> boards.rule(rule.lane(), rule.version()).exitCriterion());
        var criterion = criteria.get(key);
        // A rule that names a criterion nobody knows keeps the card: open by mistake would be
        // worse.
        var missing =
                criterion == null
                        ? List.of("the lane's rule names an unknown criterion: " + key)
                        : criterion.missing(card);
        return new CriterionView(key, missing.isEmpty(), missing);
    }

    private record RuleVersion(UUID lane, int version) {}
}
