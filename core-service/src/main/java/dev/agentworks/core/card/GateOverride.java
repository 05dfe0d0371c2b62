package dev.agentworks.core.card;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.card.CardSituations.NewCardSituation;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.validation.VisibleText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's wish to put a card where a gate would keep it from.
 *
 * @param wanted whether they ask for it
 * @param reason why, kept in the history
 */
public record GateOverride(boolean wanted, @Nullable String reason) {

    public static final GateOverride NONE = new GateOverride(false, null);

    /**
     * @throws ProblemException when nothing is said
     */
    static void requireReason(@Nullable String reason) {
        if (reason == null || VisibleText.isBlank(reason)) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, "Passing a closed gate needs a reason.")
                    .invalid("/reason", "is required with override");
        }
    }

    /**
     * A card that a person makes after Build would have passed the review unseen: that needs what
     * passing a closed gate needs. Agents' cards begin where their kind does.
     */
    static void requireMayBeginIn(
            LaneView lane, GateOverride override, NewCardSituation situation, Actor actor) {
        if (lane.number() <= CardType.LAST_TO_BEGIN_IN.number()
                || !(actor instanceof Actor.Person)) {
            return;
        }
        var role = situation.role();
        var mayOverride = role != null && role.allows(Permission.OVERRIDE_GATES);
        if (override.wanted() && mayOverride) {
            requireReason(override.reason());
            return;
        }
        var passed = situation.lanes().get(CardType.LAST_TO_BEGIN_IN.number());
        throw new ProblemException(
                        CardError.EXIT_CRITERION_NOT_MET,
                        "A new card begins in lanes 0 to %d: in %s it would have passed review unseen. %s"
                                .formatted(
                                        passed.number(),
                                        lane.name(),
                                        mayOverride
                                                ? "You may make it there with override and a reason."
                                                : "An admin or owner may make it there with override."))
                .with("lane", passed.number())
                .with("criterion", passed.rule().exitCriterion())
                .with("missing", List.of("the work and the review of a card that begins earlier"));
    }
}
