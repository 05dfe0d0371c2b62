package dev.agentworks.starter.storage;

import java.io.IOException;
import java.io.InputStream;

/** Reads an object from its beginning, a part at a time. */
final class StoredInput extends InputStream {

    private static final int PART = 1024 * 1024;

    private final ObjectStorage storage;
    private final String key;
    private byte[] part;
    private int at;
    private long next;

    private StoredInput(ObjectStorage storage, String key, byte[] first) {
        this.storage = storage;
        this.key = key;
        this.part = first;
        this.next = first.length;
    }

    /** The first part is read at once: an object that is missing is missed here. */
    static InputStream open(ObjectStorage storage, String key) throws IOException {
        return new StoredInput(storage, key, storage.read(key, 0, PART));
    }

    @Override
    public int read() throws IOException {
        return fill() ? part[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        var count = Math.min(length, part.length - at);
        System.arraycopy(part, at, buffer, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        // a part that is shorter than asked for was the last one
        if (at == part.length && part.length == PART) {
            part = storage.read(key, next, PART);
            next += part.length;
            at = 0;
        }
        return at < part.length;
    }
}
