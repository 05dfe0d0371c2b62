package dev.agentworks.core.document;

import dev.agentworks.starter.compute.ComputePool;
import dev.agentworks.starter.compute.ComputePools;
import org.springframework.stereotype.Service;

/** Compares versions of documents. Two long texts keep a processor busy, but no connection. */
@Service
public class DocumentDiffs {

    private final Documents documents;
    private final ComputePool diffs;

    DocumentDiffs(Documents documents, ComputePools pools) {
        this.documents = documents;
        this.diffs = pools.pool("diff");
    }

    /** What changed from one version to another. */
    public DocumentDiff between(DocumentId id, int from, int to) {
        var texts = documents.texts(id, from, to);
        return diffs.compute(() -> DocumentDiff.between(texts.getFirst(), texts.getLast()));
    }
}
