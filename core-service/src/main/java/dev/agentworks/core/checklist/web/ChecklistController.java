package dev.agentworks.core.checklist.web;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.checklist.Checklist;
import dev.agentworks.core.checklist.ChecklistItem;
import dev.agentworks.core.checklist.Checklists;
import dev.agentworks.core.checklist.ItemChange;
import dev.agentworks.starter.idempotency.HonoursIdempotencyKey;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.GatewayOnly;
import dev.agentworks.starter.web.PatchField;
import dev.agentworks.starter.web.RunAsCurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The checklist of a card. */
@RestController
@RequestMapping("/api/cards/{id}/checklist")
@RequiresScope("core:public")
@RunAsCurrentUser
class ChecklistController {

    private final Checklists checklists;

    ChecklistController(Checklists checklists) {
        this.checklists = checklists;
    }

    record ItemRequest(
            @NotBlank @Size(max = 500) String text,
            @Nullable @PositiveOrZero @Max(1_000) Integer position) {}

    record ChangeRequest(
            @Nullable PatchField<@NotBlank @Size(max = 500) String> text,
            @Nullable PatchField<@NotNull Boolean> done,
            @Nullable PatchField<@NotNull @PositiveOrZero @Max(1_000) Integer> position) {

        ItemChange toCommand() {
            return new ItemChange(
                    PatchField.valueOr(text, null),
                    PatchField.valueOr(done, null),
                    PatchField.valueOr(position, null));
        }
    }

    @GetMapping
    Checklist of(@PathVariable CardId id) {
        return checklists.of(id);
    }

    @PostMapping
    @HonoursIdempotencyKey
    @GatewayOnly
    @ResponseStatus(HttpStatus.CREATED)
    ChecklistItem add(
            @CurrentUser Actor.Person person,
            @PathVariable CardId id,
            @RequestBody @Valid ItemRequest request) {
        return checklists.add(id, request.text(), request.position(), person);
    }

    @PatchMapping("/{item}")
    @GatewayOnly
    ChecklistItem change(
            @CurrentUser Actor.Person person,
            @PathVariable CardId id,
            @PathVariable UUID item,
            @RequestBody @Valid ChangeRequest request) {
        return checklists.change(id, item, request.toCommand(), person);
    }

    @DeleteMapping("/{item}")
    @GatewayOnly
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @CurrentUser Actor.Person person, @PathVariable CardId id, @PathVariable UUID item) {
        checklists.remove(id, item, person);
    }
}
