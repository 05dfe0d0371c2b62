package dev.agentworks.local.pubsub.journal;

import dev.agentworks.local.pubsub.journal.JournalRecord.SnapshotEnded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a folder. One thread writes whatever has gathered while it was busy and forces it to
 * the disk once (group commit). Each segment begins with a snapshot, so a new one replaces all
 * older ones: that is the compaction.
 */
public final class FileJournal implements Journal {

    private static final System.Logger LOG = System.getLogger(FileJournal.class.getName());
    private static final long SMALLEST_LIMIT = 64L << 20;

    private final Path folder;
    private final FileChannel lock;
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread writer;
    private final long smallestLimit;
    private @Nullable Supplier<List<JournalRecord>> snapshot;
    private Segment segment;
    private int number;
    private long limit;
    private @Nullable IOException broken;

    private FileJournal(
            Path folder, FileChannel lock, Segment segment, int number, long smallestLimit) {
        this.folder = folder;
        this.lock = lock;
        this.segment = segment;
        this.number = number;
        this.smallestLimit = smallestLimit;
        this.limit = Math.max(smallestLimit, 2 * segment.size());
        this.writer = Thread.ofPlatform().name("pubsub-journal").daemon().unstarted(this::write);
    }

    /** Replays what the folder holds, then waits to be {@linkplain #start started}. */
    public static FileJournal open(Path folder, Consumer<JournalRecord> replay) throws IOException {
        return open(folder, replay, SMALLEST_LIMIT);
    }

    static FileJournal open(Path folder, Consumer<JournalRecord> replay, long smallestLimit)
            throws IOException {
        Files.createDirectories(folder);
        var lock =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        requireAlone(folder, lock);
        var numbers = Segments.in(folder);
        for (var number : numbers.reversed()) {
            var contents = Segment.read(Segments.file(folder, number));
            // The first segment of all starts from nothing; every later one counts only with a
            // whole snapshot.
            if (number == 1
                    || contents.records().stream().anyMatch(SnapshotEnded.class::isInstance)) {
                contents.records().forEach(replay);
                var segment = Segment.open(Segments.file(folder, number), contents.wholeBytes());
                Segments.deleteAllBut(folder, number);
                return new FileJournal(folder, lock, segment, number, smallestLimit);
            }
        }
        return new FileJournal(
                folder, lock, Segment.open(Segments.file(folder, 1), 0), 1, smallestLimit);
    }

    /**
     * Begins to write; the supplier is asked for a snapshot whenever a segment has grown too long.
     */
    public void start(Supplier<List<JournalRecord>> snapshot) {
        this.snapshot = snapshot;
        writer.start();
    }

    @Override
    public void append(JournalRecord record, Completion completion) {
        queue.add(new Waiting(record, completion));
    }

    @Override
    public void close() {
        try (lock) {
            if (writer.isAlive()) {
                queue.add(Waiting.END);
                writer.join();
            }
            segment.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void requireAlone(Path folder, FileChannel lock) throws IOException {
        try {
            if (lock.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            lock.close();
            throw new IOException(
                    "another emulator of this process is at work in " + folder, heldByThisProcess);
        }
        lock.close();
        throw new IOException("another emulator is at work in " + folder);
    }

    private void write() {
        var batch = new ArrayList<Waiting>();
        var open = true;
        while (open) {
            batch.clear();
            try {
                batch.add(queue.take());
            } catch (InterruptedException nobodyMayInterrupt) {
                continue;
            }
            queue.drainTo(batch, 4096);
            open = !batch.remove(Waiting.END);
            commit(batch);
        }
    }

    private void commit(List<Waiting> batch) {
        try {
            if (broken != null) {
                throw new IOException("the journal failed before", broken);
            }
            segment.write(batch.stream().map(Waiting::record).toList());
            if (batch.stream().anyMatch(Waiting::isAwaited)) {
                segment.force();
            }
        } catch (IOException e) {
            // What came after a hole could not be read back: nothing is taken any more.
            broken = e;
            batch.forEach(waiting -> waiting.completion().lost(e));
            return;
        }
        batch.forEach(FileJournal::tell);
        if (segment.size() > limit) {
            compact();
        }
    }

    private static void tell(Waiting waiting) {
        try {
            waiting.completion().durable();
        } catch (RuntimeException e) {
            // The record is safe; a listener's failure must not stop the only writer.
            LOG.log(System.Logger.Level.ERROR, "what follows a journal record failed", e);
        }
    }

    /**
     * Runs on the writer, so no record is half applied; what is appended meanwhile follows the
     * snapshot.
     */
    private void compact() {
        try {
            var records = snapshot == null ? List.<JournalRecord>of() : snapshot.get();
            var next = Segment.open(Segments.file(folder, number + 1), 0);
            for (var record : records) {
                next.write(List.of(record));
            }
            next.force();
            var old = segment;
            segment = next;
            number++;
            limit = Math.max(smallestLimit, 2 * next.size());
            old.close();
            Segments.deleteAllBut(folder, number);
        } catch (IOException e) {
            broken = e;
        }
    }

    private record Waiting(JournalRecord record, Completion completion) {
        static final Waiting END = new Waiting(new SnapshotEnded(0), Completion.IGNORED);

        boolean isAwaited() {
            return completion != Completion.IGNORED;
        }
    }
}
