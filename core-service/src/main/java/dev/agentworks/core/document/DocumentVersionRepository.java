package dev.agentworks.core.document;

import dev.agentworks.core.workspace.Access;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The texts of documents, one row each. */
interface DocumentVersionRepository extends Repository<DocumentVersion, DocumentVersionId> {

    Optional<DocumentVersion> findById(DocumentVersionId id);

    default DocumentVersion require(DocumentVersionId id) {
        return findById(id).orElseThrow(() -> Access.notFound("version"));
    }

    DocumentVersion save(DocumentVersion version);
}
