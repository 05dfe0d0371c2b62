package dev.agentworks.core.card.web;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.card.CardError;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardMoves;
import dev.agentworks.core.card.MoveCard;
import dev.agentworks.core.card.MoveCard.Place;
import dev.agentworks.core.card.MoveOutcome;
import dev.agentworks.core.workspace.Acting;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Moves a card; each outcome has its status. */
@RestController
@RequiresScope("core:public")
class CardMoveController {

    private final CardMoves moves;

    CardMoveController(CardMoves moves) {
        this.moves = moves;
    }

    record MoveRequest(
            @NotNull Integer toLane,
            @Nullable @PositiveOrZero Integer position,
            @Nullable UUID beforeId,
            @Nullable UUID afterId,
            @Nullable Boolean override,
            @Nullable @Size(max = 2_000) String reason) {

        MoveCard toCommand(CardId card, @Nullable Long expectedVersion) {
            return new MoveCard(
                    card, toLane, place(), Boolean.TRUE.equals(override), reason, expectedVersion);
        }

        private Place place() {
            if (beforeId != null) {
                return new Place.Before(beforeId);
            }
            if (afterId != null) {
                return new Place.After(afterId);
            }
            return position != null ? new Place.At(position) : new Place.AtEnd();
        }
    }

    // past a closed gate only a person goes
    private MoveOutcome moved(Caller caller, MoveCard command) {
        Function<UUID, MoveOutcome> move = person -> moves.move(command, new Actor.Person(person));
        return command.override() ? Acting.deciding(caller, move) : Acting.inPerson(caller, move);
    }

    @PutMapping("/api/cards/{id}/move")
    ResponseEntity<CardResponse> move(
            Caller caller,
            @PathVariable CardId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid MoveRequest request) {
        var command = request.toCommand(id, ETags.version(ifMatch));
        return switch (moved(caller, command)) {
            case MoveOutcome.Moved(var view) ->
                    ResponseEntity.ok()
                            .eTag(ETags.of(view.card().version()))
                            .body(CardResponse.of(view));
            case MoveOutcome.GateClosed(var criterion, var missing, var mayOverride) ->
                    throw new ProblemException(
                                    CardError.EXIT_CRITERION_NOT_MET,
                                    "The card cannot go on yet, it lacks %s. %s"
                                            .formatted(
                                                    String.join("; ", missing),
                                                    mayOverride
                                                            ? "You may move it with override and a"
                                                                    + " reason."
                                                            : "An admin or owner may move it with"
                                                                    + " override."))
                            .with("criterion", criterion)
                            .with("missing", missing);
            case MoveOutcome.WipExceeded(var lane, var limit) ->
                    throw new ProblemException(
                                    CardError.WIP_LIMIT_REACHED,
                                    "Lane %d holds at most %d cards.".formatted(lane, limit))
                            .with("limit", limit);
            case MoveOutcome.StaleVersion(var present) ->
                    throw new ProblemException(
                                    CommonError.VERSION_CONFLICT,
                                    "Somebody changed the card; read it again.")
                            .with("version", present);
            case MoveOutcome.NoSuchLane(var lane) ->
                    throw new ProblemException(
                                    CommonError.INVALID_REQUEST,
                                    "There is no lane %d.".formatted(lane))
                            .invalid("/toLane", "must be the number of a lane, 0 to 10");
            case MoveOutcome.NoSuchNeighbour() ->
                    throw new ProblemException(
                                    CommonError.INVALID_REQUEST,
                                    "The neighbour does not stand in the lane.")
                            .invalid(
                                    command.place() instanceof Place.Before
                                            ? "/beforeId"
                                            : "/afterId",
                                    "must be a card of the lane");
        };
    }
}
