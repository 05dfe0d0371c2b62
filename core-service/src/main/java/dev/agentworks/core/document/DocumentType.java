package dev.agentworks.core.document;

/** What a document is for. */
public enum DocumentType {
    BLUEPRINT,
    PRD,
    MVP,
    RESEARCH,
    ARCHITECTURE,
    PLAN,
    TEST_PLAN,
    RELEASE_NOTES,
    USER_GUIDE,
    RUNBOOK,
    CUSTOM
}
