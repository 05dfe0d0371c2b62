package dev.agentworks.starter.storage;

import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.io.InputStream;

/**
 * Used when no storage is configured: fails when files are first needed, instead of losing them.
 */
final class UnconfiguredStorage implements ObjectStorage {

    @Override
    public void write(String key, byte[] content) {
        throw unconfigured();
    }

    @Override
    public void write(String key, InputStream content) {
        throw unconfigured();
    }

    @Override
    public InputStream open(String key) {
        throw unconfigured();
    }

    @Override
    public byte[] read(String key, long from, int length) {
        throw unconfigured();
    }

    @Override
    public void delete(String key) {
        throw unconfigured();
    }

    private static RemoteProblem unconfigured() {
        return new RemoteProblem(
                "the file storage",
                503,
                "unavailable",
                "There is no place for files: set AGENTWORKS_FILES_BUCKET or AGENTWORKS_FILES_DIR.");
    }
}
