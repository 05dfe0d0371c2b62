package dev.agentworks.core.document.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.agentworks.core.document.DocumentDetail;
import dev.agentworks.core.document.DocumentSummary;

/** A document with its text; {@code content} stands beside the other fields. */
record DocumentResponse(@JsonUnwrapped DocumentSummary summary, String content) {

    static DocumentResponse of(DocumentDetail document) {
        return new DocumentResponse(document.summary(), document.content());
    }
}
