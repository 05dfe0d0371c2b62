package dev.agentworks.orchestrator.repository.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;

/** A file of a pack while it is written: buffered in memory, and handed on when it is complete. */
final class StoredObjectOutput extends DfsOutputStream {

    private static final int LARGEST = 64 << 20;

    private final Destination destination;
    private byte[] content = new byte[1 << 14];
    private int length;
    private boolean closed;

    StoredObjectOutput(Destination destination) {
        this.destination = destination;
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
            destination.accept(Arrays.copyOf(content, length));
        }
    }

    /** Takes the whole content. */
    interface Destination {
        void accept(byte[] content) throws IOException;
    }
}
