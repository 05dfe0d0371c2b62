package dev.agentworks.orchestrator.repository.git;

import dev.agentworks.starter.storage.ObjectStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;

/** Reads an object of the storage in chunks of one request each. */
final class StoredObjectChannel implements ReadableChannel {

    private static final int CHUNK = 1 << 20;

    private final ObjectStorage storage;
    private final String key;
    private final long size;
    private byte[] chunk = new byte[0];
    private long chunkStart;
    private long position;
    private boolean open = true;

    StoredObjectChannel(ObjectStorage storage, String key, long size) {
        this.storage = storage;
        this.key = key;
        this.size = size;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!into.hasRemaining()) {
            return 0;
        }
        if (position >= size) {
            return -1;
        }
        if (position < chunkStart || position >= chunkStart + chunk.length) {
            chunk = storage.read(key, position, (int) Math.min(CHUNK, size - position));
            chunkStart = position;
            if (chunk.length == 0) {
                throw new IOException(key + " is shorter than it was when it was written");
            }
        }
        int from = (int) (position - chunkStart);
        int length = Math.min(into.remaining(), chunk.length - from);
        into.put(chunk, from, length);
        position += length;
        return length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void position(long newPosition) {
        position = newPosition;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int blockSize() {
        return 0;
    }

    @Override
    public void setReadAheadBytes(int bytes) {
        // a chunk is read ahead already
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
