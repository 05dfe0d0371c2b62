package dev.agentworks.core.card.web;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardMoves;
import dev.agentworks.core.card.MoveCard;
import dev.agentworks.core.card.MoveCard.Place;
import dev.agentworks.core.card.MoveOutcome;
import dev.agentworks.starter.idempotency.HonoursIdempotencyKey;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.GatewayOnly;
import dev.agentworks.starter.web.IfMatch;
import dev.agentworks.starter.web.RunAsCurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Moves a card; each outcome has its status. */
@RestController
@RequiresScope("core:public")
@RunAsCurrentUser
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
            @Nullable @Size(max = 1_000) String reason) {

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

    @PutMapping("/api/cards/{id}/move")
    @GatewayOnly
    ResponseEntity<CardResponse> move(
            @CurrentUser ActingUser user,
            @PathVariable CardId id,
            @IfMatch @Nullable Long expectedVersion,
            @RequestBody @Valid MoveRequest request) {
        var command = request.toCommand(id, expectedVersion);
        if (command.override()) {
            SignedIn.require(user);
        }
        return answer(command, moves.move(command, Actor.Person.of(user.id())));
    }

    @PostMapping("/api/cards/{id}/move/undo")
    @HonoursIdempotencyKey
    @GatewayOnly
    ResponseEntity<CardResponse> undo(
            @CurrentUser Actor.Person person,
            @PathVariable CardId id,
            @IfMatch @Nullable Long expectedVersion) {
        var view = moves.undo(id, expectedVersion, person);
        return ResponseEntity.ok()
                .eTag(ETags.of(view.card().version()))
                .body(CardResponse.of(view));
    }

    private static ResponseEntity<CardResponse> answer(MoveCard command, MoveOutcome outcome) {
        var view = outcome.orRefuse(command);
        return ResponseEntity.ok()
                .eTag(ETags.of(view.card().version()))
                .body(CardResponse.of(view));
    }
}
