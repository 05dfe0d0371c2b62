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
import dev.agentworks.core.card.NewCard;
import dev.agentworks.core.card.Priority;
import dev.agentworks.core.card.ReviewState;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.workspace.Acting;
import dev.agentworks.starter.web.PatchField;
import dev.agentworks.starter.web.Page;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Cards: create, read, change, review. */
@RestController
@RequiresScope("core:public")
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
            @Nullable CardId parentId) {

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
                    parentId);
        }
    }

    record ChangeRequest(
            @Nullable @Size(min = 1, max = 200) String title,
            @Nullable PatchField<@Size(max = 50_000) String> description,
            @Nullable PatchField<@Size(max = 50) List<@NotBlank @Size(max = 1_000) String>>
                    acceptanceCriteria,
            @Nullable PatchField<@Size(max = 20) List<@NotBlank @Size(max = 50) String>> labels,
            @Nullable CardType type,
            @Nullable Priority priority,
            @Nullable CardStatus status,
            @Nullable PatchField<UUID> assigneeId,
            @Nullable PatchField<@DecimalMin("0") @DecimalMax("1000") BigDecimal> estimate,
            @Nullable PatchField<LocalDate> dueDate) {

        CardChange toCommand() {
            return new CardChange(
                    title,
                    PatchField.valueOrEmpty(description, ""),
                    PatchField.valueOrEmpty(acceptanceCriteria, List.of()),
                    PatchField.valueOrEmpty(labels, List.of()),
                    type,
                    priority,
                    status,
                    assigneeId,
                    estimate,
                    dueDate);
        }
    }

    record ReviewRequest(@Nullable @Size(max = 10_000) String note) {}

    @PostMapping("/api/projects/{project}/cards")
    ResponseEntity<CardResponse> create(
            Caller caller,
            @PathVariable ProjectId project,
            @RequestBody @Valid CreateRequest request) {
        var card =
                Acting.inPerson(
                        caller,
                        person ->
                                cards.create(
                                        project, request.toCommand(), new Actor.Person(person)));
        return answer(HttpStatus.CREATED, card);
    }

    @GetMapping("/api/cards/{id}")
    ResponseEntity<CardResponse> one(Caller caller, @PathVariable CardId id) {
        return answer(HttpStatus.OK, Acting.as(caller, _ -> views.of(id)));
    }

    @GetMapping("/api/projects/{project}/cards")
    Page<CardSummary> ofProject(
            Caller caller,
            @PathVariable ProjectId project,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var request = CursorRequest.of(limit, cursor);
        var page = Acting.as(caller, _ -> views.ofProject(project, request));
        return new Page<>(page.items().stream().map(CardSummary::of).toList(), page.nextCursor());
    }

    @PatchMapping("/api/cards/{id}")
    ResponseEntity<CardResponse> change(
            Caller caller,
            @PathVariable CardId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid ChangeRequest request) {
        var expected = ETags.version(ifMatch);
        return answer(
                HttpStatus.OK,
                Acting.inPerson(
                        caller,
                        person ->
                                cards.change(
                                        id,
                                        request.toCommand(),
                                        expected,
                                        new Actor.Person(person))));
    }

    @DeleteMapping("/api/cards/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archive(
            Caller caller,
            @PathVariable CardId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        var expected = ETags.version(ifMatch);
        Acting.inPerson(
                caller,
                person -> {
                    cards.archive(id, expected, new Actor.Person(person));
                    return id;
                });
    }

    @PostMapping("/api/cards/{id}/approve")
    ResponseEntity<CardResponse> approve(
            Caller caller,
            @PathVariable CardId id,
            @RequestBody(required = false) @Valid @Nullable ReviewRequest request) {
        return review(caller, id, ReviewState.APPROVED, request);
    }

    @PostMapping("/api/cards/{id}/reject")
    ResponseEntity<CardResponse> reject(
            Caller caller,
            @PathVariable CardId id,
            @RequestBody(required = false) @Valid @Nullable ReviewRequest request) {
        return review(caller, id, ReviewState.REJECTED, request);
    }

    @GetMapping("/api/cards/{id}/history")
    Page<HistoryEntry> history(
            Caller caller,
            @PathVariable CardId id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var request = CursorRequest.of(limit, cursor);
        return Acting.as(caller, _ -> views.history(id, request));
    }

    private ResponseEntity<CardResponse> review(
            Caller caller, CardId id, ReviewState verdict, @Nullable ReviewRequest request) {
        var note = request == null ? null : request.note();
        return answer(
                HttpStatus.OK,
                Acting.deciding(
                        caller,
                        person -> cards.review(id, verdict, note, new Actor.Person(person))));
    }

    private static ResponseEntity<CardResponse> answer(HttpStatus status, CardView view) {
        return ResponseEntity.status(status)
                .eTag(ETags.of(view.card().version()))
                .body(CardResponse.of(view));
    }
}
