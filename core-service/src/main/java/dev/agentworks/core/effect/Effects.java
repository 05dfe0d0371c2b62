package dev.agentworks.core.effect;

import dev.agentworks.core.card.Actor;
import dev.agentworks.core.card.CardChange;
import dev.agentworks.core.card.CardLinks;
import dev.agentworks.core.card.CardStatus;
import dev.agentworks.core.card.CardView;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.card.NewCard;
import dev.agentworks.core.card.Priority;
import dev.agentworks.core.document.Documents;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.starter.digest.Sha256;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.PatchField;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Applies what agents want changed: once a key, with the change and its answer in one transaction.
 */
@Service
public class Effects {

    private static final TypeReference<Map<String, Object>> RESULT = new TypeReference<>() {};

    private final Cards cards;
    private final CardLinks links;
    private final Documents documents;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Effects(
            Cards cards,
            CardLinks links,
            Documents documents,
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock) {
        this.cards = cards;
        this.links = links;
        this.documents = documents;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    private record Applied(byte[] requestHash, String result) {}

    /**
     * Applies the effect, or answers what it answered before.
     *
     * @throws ProblemException {@code key-reused} when the key came with another effect
     */
    @Transactional
    public Map<String, Object> apply(UUID workspace, String key, Effect effect) {
        var hash = hash(effect);
        // The same key twice at once: the second waits here for the first to be committed.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(workspace + "/" + key)
                .query((_, _) -> key)
                .single();
        var before =
                jdbc.sql(
                                "select request_hash, result from applied_effect where workspace_id = ? and key = ?")
                        .params(workspace, key)
                        .query((row, _) -> new Applied(row.getBytes(1), row.getString(2)))
                        .optional();
        if (before.isPresent()) {
            if (!Arrays.equals(before.get().requestHash(), hash)) {
                throw new ProblemException(
                        CommonError.KEY_REUSED, "The key was used for another effect.");
            }
            return json.readValue(before.get().result(), RESULT);
        }
        var result = applied(effect);
        jdbc.sql(
                        "insert into applied_effect (workspace_id, key, request_hash, result, applied_at) values (?, ?, ?, ?::jsonb, ?)")
                .params(
                        workspace,
                        key,
                        hash,
                        json.writeValueAsString(result),
                        Timestamp.from(clock.instant()))
                .update();
        return result;
    }

    private Map<String, Object> applied(Effect effect) {
        var card = cards.require(effect.cardId());
        var agent = new Actor.Agent(effect.agentId(), effect.runId());
        return switch (effect) {
            case Effect.CreateCard wish -> {
                var made = cards.create(card.projectId(), child(card, wish), agent);
                yield Map.of("id", made.id().toString(), "key", made.key());
            }
            case Effect.UpdateCard wish -> {
                requireNotDone(wish.status());
                var changed = cards.change(own(card, wish.card()).id(), change(wish), null, agent);
                yield Map.of(
                        "id",
                        changed.id().toString(),
                        "key",
                        changed.key(),
                        "version",
                        changed.version());
            }
            case Effect.WriteDocument wish -> {
                var section =
                        wish.mode() == Effect.WriteMode.section ? required(wish.section()) : null;
                var written =
                        documents.write(
                                card, wish.type(), wish.title(), wish.content(), section, agent);
                yield Map.of(
                        "id",
                        written.id().toString(),
                        "version",
                        written.version(),
                        "title",
                        written.title());
            }
            case Effect.AddComment wish ->
                    Map.of(
                            "id",
                            cards.comment(card.id(), wish.body(), wish.file(), wish.line(), agent)
                                    .id()
                                    .toString());
            case Effect.LinkCards wish ->
                    Map.of(
                            "id",
                            links.link(
                                            cards.require(card.workspaceId(), wish.from()),
                                            cards.require(card.workspaceId(), wish.to()),
                                            wish.link(),
                                            agent)
                                    .toString());
        };
    }

    private static NewCard child(CardView parent, Effect.CreateCard wish) {
        return new NewCard(
                wish.title(),
                wish.type(),
                Objects.requireNonNullElse(wish.description(), ""),
                wish.type().home(parent.lane()),
                Objects.requireNonNullElse(wish.priority(), Priority.MEDIUM),
                Objects.requireNonNullElse(wish.labels(), List.of()),
                Objects.requireNonNullElse(wish.acceptanceCriteria(), List.of()),
                wish.estimate(),
                parent.id());
    }

    private static CardChange change(Effect.UpdateCard wish) {
        return new CardChange(
                wish.title(),
                wish.description(),
                wish.acceptanceCriteria(),
                wish.labels(),
                null,
                wish.priority(),
                wish.status(),
                null,
                wish.estimate() == null ? null : new PatchField<>(wish.estimate()),
                null);
    }

    /** The card itself or one of its children: an agent changes no other. */
    private CardView own(CardView card, @Nullable String named) {
        if (named == null || named.equals(card.key()) || named.equals(card.id().toString())) {
            return card;
        }
        var other = cards.require(card.workspaceId(), named);
        if (!card.id().equals(other.parentId())) {
            throw Access.notFound("card among this card and its children");
        }
        return other;
    }

    /** An agent cannot open a gate by calling its own work, or a bug it should mend, done. */
    private static void requireNotDone(@Nullable CardStatus status) {
        if (status == CardStatus.DONE) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST,
                            "Only a person or the last lane makes a card DONE.")
                    .invalid("/status", "must not be DONE");
        }
    }

    private static String required(@Nullable String section) {
        if (section == null || section.isBlank()) {
            throw new ProblemException(CommonError.INVALID_REQUEST, "A section needs its heading.")
                    .invalid("/section", "is required with mode section");
        }
        return section;
    }

    private byte[] hash(Effect effect) {
        return Sha256.bytes(json.writeValueAsString(effect));
    }
}
