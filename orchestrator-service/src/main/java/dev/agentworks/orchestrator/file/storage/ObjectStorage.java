package dev.agentworks.orchestrator.file.storage;

import java.io.IOException;

/**
 * Keeps objects that are written once and never changed. A key is words of letters, digits, dots
 * and hyphens between slashes.
 */
public interface ObjectStorage {

    /** Keeps the content; when this returns it is durable. The same again changes nothing. */
    void write(String key, byte[] content) throws IOException;

    /**
     * Up to that many bytes from a place on; fewer where the object ends.
     *
     * @throws java.io.FileNotFoundException when there is no such object
     */
    byte[] read(String key, long from, int length) throws IOException;

    /** Removes the object if it is there. */
    void delete(String key) throws IOException;
}
