package dev.agentworks.core.comment;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.activity.CardRef;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.persistence.AssignedId;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What a person or an agent says on a card. A person may change what they said. */
@Entity
@DynamicUpdate
@Table(name = "card_comment")
class Comment extends AssignedId<CommentId> {

    @EmbeddedId private CommentId id;
    private WorkspaceId workspaceId;
    private CardId cardId;
    private String author;
    private String body;
    private @Nullable String file;
    private @Nullable Integer line;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<UUID> mentions;

    private Instant createdAt;
    private @Nullable Instant editedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected Comment() {}

    Comment(
            CommentId id,
            CardRef card,
            Mentions.Marked text,
            @Nullable String file,
            @Nullable Integer line,
            String author,
            Instant now) {
        this.id = id;
        this.workspaceId = new WorkspaceId(card.workspaceId());
        this.cardId = new CardId(card.id());
        this.author = author;
        this.body = text.body();
        this.file = file;
        this.line = line;
        this.mentions = ids(text.people());
        this.createdAt = now.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Says it otherwise.
     *
     * @return whether that is another text
     */
    boolean edit(Mentions.Marked text, Instant now) {
        if (body.equals(text.body())) {
            return false;
        }
        body = text.body();
        mentions = ids(text.people());
        editedAt = now.truncatedTo(ChronoUnit.MICROS);
        return true;
    }

    boolean isBy(Actor actor) {
        return author.equals(actor.name());
    }

    private static List<UUID> ids(List<UserId> people) {
        return people.stream().map(UserId::value).toList();
    }

    /** As it is read, with the names of those it mentions. */
    CommentRow row(Map<UUID, String> named) {
        return CommentRow.of(id, author, body, file, line, mentions, createdAt, editedAt, named);
    }

    WorkspaceId workspaceId() {
        return workspaceId;
    }

    String body() {
        return body;
    }

    List<UUID> mentions() {
        return mentions;
    }

    @Override
    public CommentId getId() {
        return id;
    }
}
