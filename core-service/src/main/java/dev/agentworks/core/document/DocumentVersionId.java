package dev.agentworks.core.document;

import jakarta.persistence.Embeddable;

/** Names one version of a document; the first is 1. */
@Embeddable
record DocumentVersionId(DocumentId documentId, int version) {}
