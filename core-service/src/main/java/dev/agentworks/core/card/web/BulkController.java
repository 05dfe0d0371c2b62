package dev.agentworks.core.card.web;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardStatus;
import dev.agentworks.core.card.Priority;
import dev.agentworks.core.card.bulk.BulkChange;
import dev.agentworks.core.card.bulk.BulkChanges;
import dev.agentworks.core.card.bulk.BulkItem;
import dev.agentworks.starter.digest.Sha256;
import dev.agentworks.starter.idempotency.HonoursIdempotencyKey;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.GatewayOnly;
import dev.agentworks.starter.web.PatchField;
import dev.agentworks.starter.web.RunAsCurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Changes many cards alike, and says of each what became of it. */
@RestController
@RequiresScope("core:public")
@RunAsCurrentUser
class BulkController {

    private static final String KEY = "Idempotency-Key";

    private final BulkChanges changes;
    private final JsonMapper json;

    BulkController(BulkChanges changes, JsonMapper json) {
        this.changes = changes;
        this.json = json;
    }

    record BulkRequest(
            @NotEmpty @Size(max = 200) List<@NotNull CardId> cardIds,
            @Nullable Integer toLane,
            @Nullable Boolean override,
            @Nullable PatchField<UUID> assigneeId,
            @Nullable @Size(max = 20) List<@NotBlank @Size(max = 50) String> addLabels,
            @Nullable @Size(max = 20) List<@NotBlank @Size(max = 50) String> removeLabels,
            @Nullable Priority priority,
            @Nullable CardStatus status,
            @Nullable @Size(max = 1_000) String reason,
            @Nullable Boolean archive) {

        BulkChange toCommand() {
            if (Set.copyOf(cardIds).size() < cardIds.size()) {
                throw new ProblemException(
                                CommonError.INVALID_REQUEST, "A card is named more than once.")
                        .invalid("/cardIds", "must name each card once");
            }
            if (toLane != null && (toLane < 0 || toLane > 10)) {
                throw new ProblemException(
                                CommonError.INVALID_REQUEST,
                                "There is no lane %d.".formatted(toLane))
                        .invalid("/toLane", "must be the number of a lane, 0 to 10");
            }
            if (toLane == null
                    && assigneeId == null
                    && addLabels == null
                    && removeLabels == null
                    && priority == null
                    && status == null
                    && !Boolean.TRUE.equals(archive)) {
                throw new ProblemException(CommonError.INVALID_REQUEST, "Nothing is to be changed.")
                        .invalid("", "must say what to change");
            }
            return new BulkChange(
                    cardIds,
                    toLane,
                    Boolean.TRUE.equals(override),
                    assigneeId,
                    Objects.requireNonNullElse(addLabels, List.of()),
                    Objects.requireNonNullElse(removeLabels, List.of()),
                    priority,
                    status,
                    reason,
                    Boolean.TRUE.equals(archive));
        }
    }

    /** One card: changed, or refused for a reason of its own. */
    record Item(
            CardId cardId,
            boolean changed,
            @Nullable CardSummary card,
            @Nullable Map<String, Object> problem) {

        static Item of(BulkItem item) {
            return switch (item) {
                case BulkItem.Changed(var id, var view) ->
                        new Item(id, true, CardSummary.of(view), null);
                case BulkItem.Refused(var id, var problem) ->
                        new Item(id, false, null, problem.body("/api/cards/" + id));
            };
        }
    }

    record Items(List<Item> items, int changed, int refused) {

        static Items of(List<Item> items) {
            var changed = (int) items.stream().filter(Item::changed).count();
            return new Items(items, changed, items.size() - changed);
        }
    }

    @PostMapping("/api/cards/bulk")
    @HonoursIdempotencyKey(itself = true)
    @GatewayOnly
    Items change(
            @CurrentUser ActingUser user,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody @Valid BulkRequest request) {
        var command = request.toCommand();
        if (command.override()
                || (command.status() == CardStatus.DONE && command.reason() != null)) {
            SignedIn.require(user);
        }
        var done =
                changes.change(
                        command,
                        key == null ? null : key(user, key, request),
                        Actor.Person.of(user.id()));
        return Items.of(done.stream().map(Item::of).toList());
    }

    private BulkChanges.Key key(ActingUser user, String key, BulkRequest request) {
        if (key.isBlank() || key.length() > 200) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, "The Idempotency-Key is not usable.")
                    .invalid("header:" + KEY, "must have 1 to 200 characters");
        }
        var caller = user.key() == null ? "person " + user.id() : "key " + user.key();
        return new BulkChanges.Key(
                Sha256.bytes((caller + "\n" + key).getBytes(StandardCharsets.UTF_8)),
                Sha256.bytes(json.writeValueAsString(request)));
    }
}
