package dev.agentworks.orchestrator.file;

/** A path, a content or a search that cannot be; the message says what to do instead. */
public final class FileRefused extends RuntimeException {

    public FileRefused(String message) {
        super(message);
    }
}
