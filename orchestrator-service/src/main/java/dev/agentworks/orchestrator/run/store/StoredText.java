package dev.agentworks.orchestrator.run.store;

/** Text that others wrote, a model for example, as the database takes it. */
final class StoredText {

    private StoredText() {}

    /** The text; a NUL, which no column takes, stands as a replacement character. */
    static String of(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
