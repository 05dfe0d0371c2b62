package dev.agentworks.orchestrator.repository.git;

import dev.agentworks.orchestrator.storage.ObjectStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;

/** Writes a pack: buffered in memory, and stored when it is complete. */
final class StoredObjectOutput extends DfsOutputStream {

    private static final int LARGEST = 64 << 20;

    private final ObjectStorage storage;
    private final String key;
    private byte[] content = new byte[1 << 14];
    private int length;
    private boolean closed;

    StoredObjectOutput(ObjectStorage storage, String key) {
        this.storage = storage;
        this.key = key;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (length + (long) count > LARGEST) {
            throw new IOException("a pack may not grow beyond %d bytes".formatted(LARGEST));
        }
        if (length + count > content.length) {
            content = Arrays.copyOf(content, Math.max(length + count, content.length * 2));
        }
        System.arraycopy(bytes, from, content, length, count);
        length += count;
    }

    @Override
    public int read(long position, ByteBuffer into) {
        int count = (int) Math.min(into.remaining(), length - position);
        if (count <= 0) {
            return -1;
        }
        into.put(content, (int) position, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            storage.write(key, Arrays.copyOf(content, length));
        }
    }
}
