package dev.agentworks.core.document;

import dev.agentworks.core.card.CardId;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A typed document. Each text of it is a {@link DocumentVersion}; only the newest one is judged,
 * and a newer text makes the document a draft again.
 */
@Entity
class Document {

    @EmbeddedId private DocumentId id;
    private WorkspaceId workspaceId;
    private ProjectId projectId;
    private @Nullable CardId cardId;

    @Enumerated(EnumType.STRING)
    private DocumentType type;

    private String title;

    @Enumerated(EnumType.STRING)
    private DocumentStatus status;

    private int version;
    private String author;
    private @Nullable UserId approvedBy;
    private Instant createdAt;
    private Instant updatedAt;

    @Version private @Nullable Integer revision;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected Document() {}

    /**
     * A document without any text; {@link #write} adds the first.
     *
     * @param cardId whose own it is: agents of other cards never write it
     */
    Document(
            DocumentId id,
            WorkspaceId workspaceId,
            ProjectId projectId,
            @Nullable CardId cardId,
            DocumentType type,
            String title,
            String author,
            Instant now) {
        this.id = id;
        this.workspaceId = workspaceId;
        this.projectId = projectId;
        this.cardId = cardId;
        this.type = type;
        this.title = title.strip();
        this.status = DocumentStatus.DRAFT;
        this.author = author;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** The next version. An approval is of an earlier one, so this is a draft again. */
    DocumentVersion write(
            String newTitle, String content, String writer, @Nullable String note, Instant now) {
        title = newTitle.strip();
        status = DocumentStatus.DRAFT;
        version++;
        author = writer;
        approvedBy = null;
        updatedAt = now;
        return new DocumentVersion(newest(), workspaceId, title, content, writer, note, now);
    }

    /** An earlier text once more, as the next version. */
    DocumentVersion restore(DocumentVersion earlier, String writer, Instant now) {
        return write(
                earlier.title(),
                earlier.content(),
                writer,
                "restored from version " + earlier.number(),
                now);
    }

    /** Refuses to restore the newest version, which is in force anyway. */
    void requireOlder(int number) {
        if (number >= version) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, "Only an older version can be restored.")
                    .invalid("/version", "must be older than version " + version);
        }
    }

    /**
     * A person's yes to the newest version.
     *
     * @throws ProblemException {@code already-approved}
     */
    void approve(DocumentVersion newest, UserId person, @Nullable String note, Instant now) {
        if (status == DocumentStatus.APPROVED) {
            throw new ProblemException(
                    DocumentError.ALREADY_APPROVED,
                    "Version %d of the document is approved already.".formatted(version));
        }
        status = DocumentStatus.APPROVED;
        approvedBy = person;
        updatedAt = now;
        newest.approve(person, note, now);
    }

    /** A person's no to the newest version: it is a draft, and no longer approved if it was. */
    void reject(DocumentVersion newest, @Nullable String note, Instant now) {
        status = DocumentStatus.DRAFT;
        approvedBy = null;
        updatedAt = now;
        newest.reject(note);
    }

    DocumentVersionId newest() {
        return new DocumentVersionId(id, version);
    }

    DocumentId id() {
        return id;
    }

    WorkspaceId workspaceId() {
        return workspaceId;
    }

    String title() {
        return title;
    }

    DocumentStatus status() {
        return status;
    }

    int version() {
        return version;
    }
}
