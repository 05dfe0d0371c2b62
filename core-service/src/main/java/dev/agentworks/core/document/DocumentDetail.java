package dev.agentworks.core.document;

/**
 * A document with one of its texts.
 *
 * @param content markdown
 */
public record DocumentDetail(DocumentSummary summary, String content) {}
