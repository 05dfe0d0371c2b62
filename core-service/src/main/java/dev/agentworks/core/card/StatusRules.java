package dev.agentworks.core.card;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.activity.CardActivities;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.core.workspace.Role;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.validation.VisibleText;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which status may follow which when it is set by hand, and who may call work done. */
@Component
class StatusRules {

    private final CardQueries queries;
    private final CardActivities activities;

    StatusRules(CardQueries queries, CardActivities activities) {
        this.queries = queries;
        this.activities = activities;
    }

    /**
     * Refuses a status that may not follow.
     *
     * @param role what the actor may do, when it is a person
     * @throws ProblemException {@code status-not-possible} with what is possible; {@code
     *     invalid-request} when a reason is missing
     */
    void require(Card card, CardChange command, Actor actor, Optional<Role> role) {
        var wanted = command.status();
        if (wanted == null || wanted == card.status()) {
            return;
        }
        var type = command.type() == null ? card.type() : command.type();
        var possible = card.status().following(type);
        if (!possible.contains(wanted)) {
            if (actor instanceof Actor.Agent agent
                    && activities
                            .statusesLeft(card.getId().value(), agent)
                            .contains(wanted.name())) {
                return;
            }
            throw notPossible(card.status(), wanted, possible, "");
        }
        if (wanted == CardStatus.DONE) {
            requireMayFinish(card, type, command.reason(), possible, role);
        }
    }

    /** Refuses a status in which no card begins. */
    static void requireFirst(CardStatus status) {
        if (!CardStatus.first().contains(status)) {
            throw new ProblemException(
                            CardError.STATUS_NOT_POSSIBLE,
                            "A new card cannot be %s; it may be %s."
                                    .formatted(status, words(CardStatus.first())))
                    .with("possible", List.copyOf(CardStatus.first()))
                    .invalid("/status", "must be one of " + words(CardStatus.first()));
        }
    }

    /** What is cut into smaller work, or worked on at the moment, is called done by an admin. */
    private void requireMayFinish(
            Card card,
            CardType type,
            @Nullable String reason,
            Set<CardStatus> possible,
            Optional<Role> role) {
        var isWorkedOn = queries.hasOpenRun(card.getId().value());
        if (!isWorkedOn && !type.holdsTasks() && !card.type().holdsTasks()) {
            return;
        }
        if (role.filter(it -> it.allows(Permission.OVERRIDE_GATES)).isEmpty()) {
            possible.remove(CardStatus.DONE);
            throw notPossible(
                    card.status(),
                    CardStatus.DONE,
                    possible,
                    " An admin or owner may set it to DONE with a reason%s."
                            .formatted(isWorkedOn ? " while an agent is at work on it" : ""));
        }
        if (reason == null || VisibleText.isBlank(reason)) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST,
                            isWorkedOn
                                    ? "An agent is at work on the card; calling it done needs a reason."
                                    : "Calling a card of this kind done by hand needs a reason.")
                    .invalid("/reason", "is required with DONE on this card");
        }
    }

    private static ProblemException notPossible(
            CardStatus present, CardStatus wanted, Collection<CardStatus> possible, String more) {
        return new ProblemException(
                        CardError.STATUS_NOT_POSSIBLE,
                        "A card that is %s cannot become %s; it may become %s.%s"
                                .formatted(present, wanted, words(possible), more))
                .with("present", present)
                .with("possible", List.copyOf(possible))
                .invalid("/status", "must be one of " + words(possible));
    }

    private static String words(Collection<CardStatus> statuses) {
        return statuses.stream().map(CardStatus::name).collect(Collectors.joining(", "));
    }
}
