package dev.agentworks.core.link;

import dev.agentworks.core.activity.CardRef;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.persistence.AssignedId;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.hibernate.annotations.Immutable;

/** A link from one card to another. It is made and removed, and never changes. */
@Entity
@Immutable
class CardLink extends AssignedId<LinkId> {

    @EmbeddedId private LinkId id;
    private WorkspaceId workspaceId;
    private CardId fromId;
    private CardId toId;

    @Enumerated(EnumType.STRING)
    private LinkKind kind;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected CardLink() {}

    CardLink(LinkId id, CardRef from, CardRef to, LinkKind kind) {
        this.id = id;
        this.workspaceId = new WorkspaceId(from.workspaceId());
        this.fromId = new CardId(from.id());
        this.toId = new CardId(to.id());
        this.kind = kind;
    }

    @Override
    public LinkId getId() {
        return id;
    }
}
