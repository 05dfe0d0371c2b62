package dev.agentworks.core.comment;

import dev.agentworks.core.activity.CardRef;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.persistence.AssignedId;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What a person or an agent says on a card. It never changes. */
@Entity
@Immutable
@Table(name = "card_comment")
class Comment extends AssignedId<CommentId> {

    @EmbeddedId private CommentId id;
    private WorkspaceId workspaceId;
    private CardId cardId;
    private String author;
    private String body;
    private @Nullable String file;
    private @Nullable Integer line;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected Comment() {}

    Comment(CommentId id, CardRef card, NewComment command, String author, Instant now) {
        this.id = id;
        this.workspaceId = new WorkspaceId(card.workspaceId());
        this.cardId = new CardId(card.id());
        this.author = author;
        this.body = command.body();
        this.file = command.file();
        this.line = command.line();
        this.createdAt = now;
    }

    CommentRow row() {
        return new CommentRow(id, author, body, file, line, createdAt);
    }

    @Override
    public CommentId getId() {
        return id;
    }
}
