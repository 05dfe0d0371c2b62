package dev.agentworks.orchestrator.file.git;

import dev.agentworks.orchestrator.file.storage.ObjectStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;

/** Reads an object of the storage in pieces large enough that a request is worth it. */
final class StoredChannel implements ReadableChannel {

    private static final int PIECE = 1 << 20;

    private final ObjectStorage storage;
    private final String key;
    private final long size;
    private byte[] piece = new byte[0];
    private long pieceStart;
    private long position;
    private boolean open = true;

    StoredChannel(ObjectStorage storage, String key, long size) {
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
        if (position < pieceStart || position >= pieceStart + piece.length) {
            piece = storage.read(key, position, (int) Math.min(PIECE, size - position));
            pieceStart = position;
            if (piece.length == 0) {
                throw new IOException(key + " is shorter than it was when it was written");
            }
        }
        int from = (int) (position - pieceStart);
        int length = Math.min(into.remaining(), piece.length - from);
        into.put(piece, from, length);
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
        // a piece is read ahead already
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
