package dev.agentworks.core.gate;

import dev.agentworks.core.board.Boards;
import dev.agentworks.core.board.Boards.RuleVersion;
import dev.agentworks.core.board.KnownCriteria;
import dev.agentworks.core.board.LaneRule;
import dev.agentworks.core.board.LaneView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
        return Objects.requireNonNull(judge(List.of(card)).get(card.id()));
    }

    /**
     * The first lane, from the card's own on, that keeps it from a lane further on. Every lane on
     * the way is asked in order: one that is passed is left like one that was worked in.
     *
     * @param lanes the card's lane and those it would pass, in order
     */
    public Optional<ClosedLane> firstClosed(JudgedCard card, List<LaneView> lanes) {
        for (var lane : lanes) {
            var here = lane.id().equals(card.laneId()) ? card : new PassingCard(card, lane);
            var verdict = judge(here);
            if (!verdict.met()) {
                return Optional.of(new ClosedLane(lane, verdict));
            }
        }
        return Optional.empty();
    }

    /** Judges many cards with as many questions as there are criteria among them. */
    public Map<UUID, Verdict> judge(Collection<? extends JudgedCard> cards) {
        load(cards);
        var verdicts = new HashMap<UUID, Verdict>();
        cards.stream()
                .<JudgedCard>map(card -> card)
                .collect(Collectors.groupingBy(card -> rule(card).exitCriterion()))
                .forEach((key, group) -> verdicts.putAll(judge(key, group)));
        return verdicts;
    }

    /** The rule with which the card's visit began. */
    public LaneRule rule(JudgedCard card) {
        var version = new RuleVersion(card.laneId(), card.ruleVersion());
        var known = rules.get(version);
        if (known != null) {
            return known;
        }
        load(List.of(card));
        return Objects.requireNonNull(rules.get(version));
    }

    private Map<UUID, Verdict> judge(String key, List<JudgedCard> cards) {
        var criterion = criteria.get(key);
        // A rule that names an unknown criterion keeps the card: open by mistake would be worse.
        Map<UUID, List<String>> missing =
                criterion == null
                        ? Criterion.each(
                                cards,
                                _ -> List.of("the lane's rule names an unknown criterion: " + key))
                        : criterion.missing(cards);
        return cards.stream()
                .collect(
                        Collectors.toMap(
                                JudgedCard::id,
                                card ->
                                        verdict(
                                                key,
                                                missing.getOrDefault(card.id(), List.of()),
                                                lacksApproval(card, criterion))));
    }

    private static Verdict verdict(String key, List<String> missing, boolean lacksApproval) {
        var all = new ArrayList<>(missing);
        if (lacksApproval) {
            all.add(APPROVAL);
        }
        return new Verdict(key, all.isEmpty(), all);
    }

    private boolean lacksApproval(JudgedCard card, @Nullable ExitCriterion criterion) {
        return rule(card).requireApproval()
                && (criterion == null || !criterion.isApproval())
                && !card.approved();
    }

    private void load(Collection<? extends JudgedCard> cards) {
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
