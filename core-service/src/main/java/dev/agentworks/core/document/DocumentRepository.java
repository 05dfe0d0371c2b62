package dev.agentworks.core.document;

import dev.agentworks.core.workspace.Access;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Documents to be changed; what is only read is read by {@link DocumentQueries}. */
interface DocumentRepository extends Repository<Document, DocumentId> {

    /** The document with its row locked: versions are written one after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Document d where d.id = :id")
    Optional<Document> findLocked(DocumentId id);

    /** As {@link #findLocked}; a document that nobody may see is not found. */
    default Document lock(DocumentId id) {
        return findLocked(id).orElseThrow(() -> Access.notFound("document"));
    }

    Document save(Document document);

    void flush();
}
