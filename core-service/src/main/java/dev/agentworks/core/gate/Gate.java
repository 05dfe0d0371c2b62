package dev.agentworks.core.gate;

import dev.agentworks.core.board.Boards;
import dev.agentworks.core.board.Boards.RuleVersion;
import dev.agentworks.core.board.KnownCriteria;
import dev.agentworks.core.board.LaneRule;
import dev.agentworks.core.board.LaneView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
public class Gate implements KnownCriteria {

    private static final String APPROVAL = "the approval of the card by a person";

    private final Map<String, ExitCriterion> criteria;
    private final Boards boards;

    /** A version of a rule never changes, so that it is read once for all cards and for ever. */
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

    public Verdict judge(JudgedCard card) {
        return judge(List.of(card)).getFirst();
    }

    /**
     * What the gate of each lane says of the card. A lane in which it does not stand knows no runs
     * and no approval of it: one that is passed is left like one that was worked in, and so is one
     * into which it just came.
     */
    public List<Verdict> judge(JudgedCard card, List<LaneView> lanes) {
        return judge(
                lanes.stream()
                        .map(lane ->
                                lane.id().equals(card.laneId())
                                        ? card
                                        : new PassingCard(card, lane))
                        .toList());
    }

    /** Judges many cards, in their order, and asks each source at most once. */
    public List<Verdict> judge(List<? extends JudgedCard> cards) {
        return judge(cards, Map.of());
    }

    /**
     * As {@link #judge(List)}.
     *
     * @param known what was read already, by its source, for all the cards
     */
    public List<Verdict> judge(
            List<? extends JudgedCard> cards, Map<FactSource<?>, Map<UUID, ?>> known) {
        load(cards);
        var needed = new LinkedHashMap<FactSource<?>, List<JudgedCard>>();
        for (var card : cards) {
            var criterion = criteria.get(rule(card).exitCriterion());
            if (criterion != null) {
                criterion
                        .asks(card)
                        .forEach(source ->
                                needed.computeIfAbsent(source, _ -> new ArrayList<>()).add(card));
            }
        }
        var facts = Facts.read(needed, known);
        return cards.stream().map(card -> verdict(card, facts)).toList();
    }

    /** A version of a lane's rule. */
    public LaneRule rule(RuleVersion version) {
        load(Set.of(version));
        return Objects.requireNonNull(rules.get(version));
    }

    /** Versions of lanes' rules, in this order. */
    public List<LaneRule> rules(List<RuleVersion> versions) {
        load(Set.copyOf(versions));
        return versions.stream().map(this::rule).toList();
    }

    /** The rule with which the card's visit began. */
    public LaneRule rule(JudgedCard card) {
        return rule(versionOf(card));
    }

    private Verdict verdict(JudgedCard card, Facts facts) {
        var key = rule(card).exitCriterion();
        var criterion = criteria.get(key);
        // A rule that names an unknown criterion keeps the card: open by mistake would be worse.
        var missing =
                new ArrayList<>(
                        criterion == null
                                ? List.of(
                                        new Missing(
                                                Missing.Code.UNKNOWN_CRITERION,
                                                "the lane's rule names an unknown criterion: "
                                                        + key,
                                                null))
                                : criterion.missing(card, facts));
        if (lacksApproval(card, criterion)) {
            missing.add(
                    Missing.at(
                            Missing.Code.APPROVAL_MISSING, Missing.Kind.CARD, card.id(), APPROVAL));
        }
        return new Verdict(key, missing.isEmpty(), missing);
    }

    private boolean lacksApproval(JudgedCard card, @Nullable ExitCriterion criterion) {
        return rule(card).requireApproval()
                && (criterion == null || !criterion.isApproval())
                && !card.approved();
    }

    private void load(List<? extends JudgedCard> cards) {
        load(cards.stream().map(Gate::versionOf).collect(Collectors.toSet()));
    }

    private void load(Set<RuleVersion> versions) {
        if (!rules.keySet().containsAll(versions)) {
            rules.putAll(
                    boards.rules(
                            versions.stream()
                                    .filter(version -> !rules.containsKey(version))
                                    .toList()));
        }
    }

    private static RuleVersion versionOf(JudgedCard card) {
        return new RuleVersion(card.laneId(), card.ruleVersion());
    }
}
