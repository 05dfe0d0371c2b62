package dev.agentworks.local.pubsub.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** One file of the journal: frames of length, checksum and record, only ever appended to. */
final class Segment implements AutoCloseable {

    private static final int FRAME = 2 * Integer.BYTES;

    private final Path file;
    private final FileChannel channel;
    private long size;

    private Segment(Path file, FileChannel channel, long size) {
        this.file = file;
        this.channel = channel;
        this.size = size;
    }

    /** Opens a file for appending and cuts off what lies behind the given size. */
    static Segment open(Path file, long size) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(size);
        channel.position(size);
        return new Segment(file, channel, size);
    }

    /** Reads up to the first frame that is not whole: a process may have died while it wrote. */
    static Contents read(Path file) throws IOException {
        var records = new ArrayList<JournalRecord>();
        var whole = 0L;
        var end = Files.size(file);
        try (var in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            while (whole + FRAME <= end) {
                var length = in.readInt();
                var checksum = in.readInt();
                if (length <= 0 || whole + FRAME + length > end) {
                    break;
                }
                var bytes = new byte[length];
                in.readFully(bytes);
                if (checksum(bytes, 0, length) != checksum) {
                    break;
                }
                records.add(RecordCodec.read(bytes));
                whole += FRAME + length;
            }
        } catch (EOFException shorterThanItsSize) {
            return new Contents(records, whole);
        }
        return new Contents(records, whole);
    }

    void write(List<JournalRecord> records) throws IOException {
        var buffer = new Frames();
        for (var record : records) {
            buffer.add(record);
        }
        var bytes = ByteBuffer.wrap(buffer.bytes(), 0, buffer.size());
        while (bytes.hasRemaining()) {
            size += channel.write(bytes);
        }
    }

    void force() throws IOException {
        channel.force(false);
    }

    Path file() {
        return file;
    }

    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static int checksum(byte[] bytes, int from, int length) {
        var checksum = new CRC32C();
        checksum.update(bytes, from, length);
        return (int) checksum.getValue();
    }

    record Contents(List<JournalRecord> records, long wholeBytes) {}

    private static final class Frames extends ByteArrayOutputStream {
        private final DataOutputStream data = new DataOutputStream(this);

        Frames() {
            super(1 << 12);
        }

        void add(JournalRecord record) throws IOException {
            var start = count;
            data.writeLong(0);
            RecordCodec.write(record, data);
            data.flush();
            var length = count - start - FRAME;
            ByteBuffer.wrap(buf, start, FRAME)
                    .putInt(length)
                    .putInt(checksum(buf, start + FRAME, length));
        }

        byte[] bytes() {
            return buf;
        }
    }
}
