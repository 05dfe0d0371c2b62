package dev.agentworks.orchestrator.file.storage;

import dev.agentworks.starter.servicetoken.RemoteProblem;

/** Stands in where none was set: says so when files are first needed, instead of losing them. */
final class NoStorage implements ObjectStorage {

    @Override
    public void write(String key, byte[] content) {
        throw unset();
    }

    @Override
    public byte[] read(String key, long from, int length) {
        throw unset();
    }

    @Override
    public void delete(String key) {
        throw unset();
    }

    private static RemoteProblem unset() {
        return new RemoteProblem(
                "the file storage",
                503,
                "unavailable",
                "There is no place for files: set AGENTWORKS_FILES_BUCKET or AGENTWORKS_FILES_DIR.");
    }
}
