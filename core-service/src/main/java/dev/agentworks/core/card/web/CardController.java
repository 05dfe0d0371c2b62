package dev.agentworks.core.card.web;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.activity.HistoryEntry;
import dev.agentworks.core.card.CardChange;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardStatus;
import dev.agentworks.core.card.CardType;
import dev.agentworks.core.card.CardView;
import dev.agentworks.core.card.CardViews;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.card.GateOverride;
import dev.agentworks.core.card.NewCard;
import dev.agentworks.core.card.Priority;
import dev.agentworks.core.card.ReviewState;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.starter.idempotency.HonoursIdempotencyKey;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.GatewayOnly;
import dev.agentworks.starter.web.IfMatch;
import dev.agentworks.starter.web.Page;
import dev.agentworks.starter.web.PatchField;
import dev.agentworks.starter.web.RunAsCurrentUser;
import dev.agentworks.starter.web.SignedInOnly;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Cards: create, read, change, review. */
@RestController
@RequiresScope("core:public")
@RunAsCurrentUser
class CardController {

    private final Cards cards;
    private final CardViews views;

    CardController(Cards cards, CardViews views) {
        this.cards = cards;
        this.views = views;
    }

    record CreateRequest(
            @NotBlank @Size(max = 200) String title,
            @Nullable CardType type,
            @Nullable @Size(max = 50_000) String description,
            @Nullable Integer lane,
            @Nullable Priority priority,
            @Nullable @Size(max = 20) List<@NotBlank @Size(max = 50) String> labels,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 1_000) String> acceptanceCriteria,
            @Nullable @DecimalMin("0") @DecimalMax("1000") BigDecimal estimate,
            @Nullable CardId parentId,
            @Nullable UserId assigneeId,
            @Nullable LocalDate dueDate,
            @Nullable CardStatus status,
            @Nullable Boolean override,
            @Nullable @Size(max = 2_000) String reason) {

        NewCard toCommand() {
            return new NewCard(
                    title,
                    Objects.requireNonNullElse(type, CardType.TASK),
                    Objects.requireNonNullElse(description, ""),
                    Objects.requireNonNullElse(lane, 0),
                    Objects.requireNonNullElse(priority, Priority.MEDIUM),
                    Objects.requireNonNullElse(labels, List.of()),
                    Objects.requireNonNullElse(acceptanceCriteria, List.of()),
                    estimate,
                    parentId,
                    assigneeId,
                    dueDate,
                    Objects.requireNonNullElse(status, CardStatus.READY),
                    new GateOverride(Boolean.TRUE.equals(override), reason));
        }
    }

    record ChangeRequest(
            @Nullable PatchField<@NotBlank @Size(max = 200) String> title,
            @Nullable PatchField<@Size(max = 50_000) String> description,
            @Nullable PatchField<@Size(max = 50) List<@NotBlank @Size(max = 1_000) String>>
                    acceptanceCriteria,
            @Nullable PatchField<@Size(max = 20) List<@NotBlank @Size(max = 50) String>> labels,
            @Nullable PatchField<@NotNull CardType> type,
            @Nullable PatchField<@NotNull Priority> priority,
            @Nullable PatchField<@NotNull CardStatus> status,
            @Nullable PatchField<UUID> assigneeId,
            @Nullable PatchField<@DecimalMin("0") @DecimalMax("1000") BigDecimal> estimate,
            @Nullable PatchField<LocalDate> dueDate,
            @Nullable PatchField<UUID> parentId,
            @Nullable @Size(max = 2_000) String reason) {

        CardChange toCommand() {
            return new CardChange(
                    PatchField.valueOr(title, null),
                    PatchField.valueOrEmpty(description, ""),
                    PatchField.valueOrEmpty(acceptanceCriteria, List.of()),
                    PatchField.valueOrEmpty(labels, List.of()),
                    PatchField.valueOr(type, null),
                    PatchField.valueOr(priority, null),
                    PatchField.valueOr(status, null),
                    assigneeId,
                    estimate,
                    dueDate,
                    parentId,
                    reason);
        }
    }

    record ReviewRequest(@Nullable @Size(max = 10_000) String note) {}

    @PostMapping("/api/projects/{project}/cards")
    @HonoursIdempotencyKey
    @GatewayOnly
    ResponseEntity<CardResponse> create(
            @CurrentUser ActingUser user,
            @PathVariable ProjectId project,
            @RequestBody @Valid CreateRequest request) {
        var command = request.toCommand();
        if (command.override().wanted()) {
            SignedIn.require(user);
        }
        return answer(
                HttpStatus.CREATED, cards.create(project, command, Actor.Person.of(user.id())));
    }

    @GetMapping("/api/cards/{id}")
    ResponseEntity<CardResponse> one(@PathVariable CardId id) {
        return answer(HttpStatus.OK, views.any(id));
    }

    @PatchMapping("/api/cards/{id}")
    @GatewayOnly
    ResponseEntity<CardResponse> change(
            @CurrentUser ActingUser user,
            @PathVariable CardId id,
            @IfMatch @Nullable Long expectedVersion,
            @RequestBody @Valid ChangeRequest request) {
        var command = request.toCommand();
        if (command.status() == CardStatus.DONE && command.reason() != null) {
            // what needs a reason is an exception, which a program makes for nobody
            SignedIn.require(user);
        }
        return answer(
                HttpStatus.OK,
                cards.change(id, command, expectedVersion, Actor.Person.of(user.id())));
    }

    @DeleteMapping("/api/cards/{id}")
    @GatewayOnly
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archive(
            @CurrentUser Actor.Person person,
            @PathVariable CardId id,
            @IfMatch @Nullable Long expectedVersion) {
        cards.archive(id, expectedVersion, person);
    }

    @PostMapping("/api/cards/{id}/restore")
    @HonoursIdempotencyKey
    @GatewayOnly
    ResponseEntity<CardResponse> restore(
            @CurrentUser Actor.Person person,
            @PathVariable CardId id,
            @IfMatch @Nullable Long expectedVersion) {
        return answer(HttpStatus.OK, cards.restore(id, expectedVersion, person));
    }

    @PostMapping("/api/cards/{id}/approve")
    @HonoursIdempotencyKey
    @SignedInOnly
    ResponseEntity<CardResponse> approve(
            @CurrentUser Actor.Person person,
            @PathVariable CardId id,
            @IfMatch @Nullable Long expectedVersion,
            @RequestBody(required = false) @Valid @Nullable ReviewRequest request) {
        return review(person, id, ReviewState.APPROVED, expectedVersion, request);
    }

    @PostMapping("/api/cards/{id}/reject")
    @HonoursIdempotencyKey
    @SignedInOnly
    ResponseEntity<CardResponse> reject(
            @CurrentUser Actor.Person person,
            @PathVariable CardId id,
            @IfMatch @Nullable Long expectedVersion,
            @RequestBody(required = false) @Valid @Nullable ReviewRequest request) {
        return review(person, id, ReviewState.REJECTED, expectedVersion, request);
    }

    @GetMapping("/api/cards/{id}/history")
    Page<HistoryEntry> history(@PathVariable CardId id, CursorRequest request) {
        return views.history(id, request);
    }

    private ResponseEntity<CardResponse> review(
            Actor.Person person,
            CardId id,
            ReviewState verdict,
            @Nullable Long expectedVersion,
            @Nullable ReviewRequest request) {
        var note = request == null ? null : request.note();
        return answer(HttpStatus.OK, cards.review(id, verdict, note, expectedVersion, person));
    }

    private static ResponseEntity<CardResponse> answer(HttpStatus status, CardView view) {
        return ResponseEntity.status(status)
                .eTag(ETags.of(view.card().version()))
                .body(CardResponse.of(view));
    }
}
