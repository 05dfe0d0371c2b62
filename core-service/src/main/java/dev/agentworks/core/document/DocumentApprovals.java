package dev.agentworks.core.document;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.starter.web.ETags;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Approves and rejects documents, which only a person may. */
@Service
public class DocumentApprovals {
    private final DocumentRepository documents;
    private final DocumentVersionRepository versions;
    private final DocumentEventPublisher publisher;
    private final Access access;
    private final Clock clock;

    DocumentApprovals(
            DocumentRepository documents,
            DocumentVersionRepository versions,
            DocumentEventPublisher publisher,
            Access access,
            Clock clock) {
        this.documents = documents;
        this.versions = versions;
        this.publisher = publisher;
        this.access = access;
        this.clock = clock;
    }

    /**
     * A person's yes to the newest version.
     *
     * @param readVersion the version that the person has read; null when the client does not say
     */
    @Transactional
    public DocumentDetail approve(
            DocumentId id, @Nullable String note, @Nullable Long readVersion, Actor.Person person) {
        var document = judged(id, readVersion, person);
        var before = document.status();
        document.approve(
                versions.require(document.newest()),
                new UserId(person.id()),
                note,
                clock.instant());
        documents.flush();
        return publisher.publish(DocumentEventPublisher.APPROVED, before, id, note, person);
    }

    /** A person's no: back to a draft, with the note as the reason. */
    @Transactional
    public DocumentDetail reject(
            DocumentId id, @Nullable String note, @Nullable Long readVersion, Actor.Person person) {
        var document = judged(id, readVersion, person);
        var before = document.status();
        document.reject(versions.require(document.newest()), note, clock.instant());
        documents.flush();
        return publisher.publish(DocumentEventPublisher.REJECTED, before, id, note, person);
    }

    /** What was read is what is judged: nobody has seen a version that came in between. */
    private Document judged(DocumentId id, @Nullable Long readVersion, Actor.Person person) {
        var document = documents.lock(id);
        access.require(
                new UserId(person.id()), document.workspaceId(), Permission.WRITE, "document");
        ETags.requireMatch(readVersion, document.version());
        return document;
    }
}
