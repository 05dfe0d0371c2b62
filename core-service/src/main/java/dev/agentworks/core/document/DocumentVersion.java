package dev.agentworks.core.document;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.persistence.AssignedId;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One text of a document. It never changes; a person's word on it is kept with it. */
@Entity
class DocumentVersion extends AssignedId<DocumentVersionId> {

    @EmbeddedId private DocumentVersionId id;
    private WorkspaceId workspaceId;

    @Column(updatable = false)
    private String title;

    @Column(updatable = false)
    private String content;

    @Column(updatable = false)
    private String author;

    private @Nullable String note;

    @Column(updatable = false)
    private Instant createdAt;

    private @Nullable UserId approvedBy;
    private @Nullable Instant approvedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected DocumentVersion() {}

    DocumentVersion(
            DocumentVersionId id,
            WorkspaceId workspaceId,
            String title,
            String content,
            String author,
            @Nullable String note,
            Instant createdAt) {
        this.id = id;
        this.workspaceId = workspaceId;
        this.title = title;
        this.content = content;
        this.author = author;
        this.note = note;
        this.createdAt = createdAt;
    }

    void approve(UserId person, @Nullable String remark, Instant now) {
        approvedBy = person;
        approvedAt = now;
        remark(remark);
    }

    void reject(@Nullable String remark) {
        approvedBy = null;
        approvedAt = null;
        remark(remark);
    }

    private void remark(@Nullable String remark) {
        if (remark != null && !remark.isBlank()) {
            note = remark;
        }
    }

    @Override
    public DocumentVersionId getId() {
        return id;
    }

    int number() {
        return id.version();
    }

    String title() {
        return title;
    }

    String content() {
        return content;
    }

    @Nullable String note() {
        return note;
    }
}
