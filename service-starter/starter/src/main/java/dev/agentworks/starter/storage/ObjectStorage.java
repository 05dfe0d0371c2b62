package dev.agentworks.starter.storage;

import java.io.IOException;
import java.io.InputStream;

/**
 * Keeps objects that are written once and never changed. A key consists of letters, digits, dots
 * and hyphens, with slashes between its parts.
 */
public interface ObjectStorage {

    /** Writes the object; when this returns it is durable. Writing it again changes nothing. */
    void write(String key, byte[] content) throws IOException;

    /**
     * Writes what is read until it ends, and never holds all of it; when this returns it is
     * durable. Nothing is stored when reading fails.
     */
    void write(String key, InputStream content) throws IOException;

    /**
     * The object from its beginning, to be closed by the caller.
     *
     * @throws java.io.FileNotFoundException when there is no such object
     */
    default InputStream open(String key) throws IOException {
        return StoredInput.open(this, key);
    }

    /**
     * Up to {@code length} bytes from an offset on; fewer where the object ends.
     *
     * @throws java.io.FileNotFoundException when there is no such object
     */
    byte[] read(String key, long from, int length) throws IOException;

    /** Removes the object if it is there. */
    void delete(String key) throws IOException;
}
