package dev.agentworks.local.launcher.stack;

import dev.agentworks.local.launcher.StackFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * The folder that holds everything a stack keeps: data, logs, secrets and which processes are its
 * own.
 */
public record StackHome(Path folder) {

    private static final long SPACE_NEEDED = 1L << 30;
    private static final long NEXT_TO_NOTHING = 16L << 20;

    public StackHome {
        folder = folder.toAbsolutePath().normalize();
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    public Path programs() {
        return folder.resolve("programs");
    }

    public Path data(String process) {
        return folder.resolve("data").resolve(process);
    }

    public Path secrets() {
        return folder.resolve("secrets.json");
    }

    /** Settings of Redis, its password among them. */
    public Path redisSettings() {
        return folder.resolve("redis.conf");
    }

    Path lock() {
        return folder.resolve("lock");
    }

    public Path state() {
        return folder.resolve("stack.json");
    }

    /** Whether a launcher is at work on it at the moment. */
    public boolean isOwned() {
        if (!Files.exists(lock())) {
            return false;
        }
        var lock = StackLock.tryTake(this);
        lock.ifPresent(StackLock::close);
        return lock.isEmpty();
    }

    /** Makes the folder and refuses a disk that would be full before the first run is over. */
    public void prepare() {
        try {
            Files.createDirectories(folder);
            closeToOthers();
            Files.createDirectories(logs());
            Files.createDirectories(programs());
            var free = freeSpace();
            if (free < SPACE_NEEDED) {
                throw new StackFailure(
                        "the disk of %s has %d MiB left; AgentWorks needs 1024 MiB"
                                .formatted(folder, free >> 20));
            }
        } catch (IOException failure) {
            throw new StackFailure(
                    "cannot write to %s: %s".formatted(folder, failure.getMessage()), failure);
        }
    }

    // a mistyped --data must not cost a person their own files
    private void requireStack() {
        try (var content = Files.list(folder)) {
            var known = Stream.of(secrets(), state(), lock()).anyMatch(Files::exists);
            if (!known && content.findAny().isPresent()) {
                throw new StackFailure(
                        "%s holds something else than a stack of AgentWorks and is not deleted"
                                .formatted(folder));
            }
        } catch (IOException failure) {
            throw new StackFailure(
                    "cannot read %s: %s".formatted(folder, failure.getMessage()), failure);
        }
    }

    /** Whether next to nothing can be written to its disk. */
    public boolean isDiskFull() {
        try {
            return freeSpace() < NEXT_TO_NOTHING;
        } catch (IOException _) {
            return false; // what cannot be asked is not known to be full
        }
    }

    private long freeSpace() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** Writes a file that only its owner can read, in the place of an older one. */
    public void write(Path file, String content) {
        try {
            DurableFile.replace(file, content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new StackFailure("cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }

    // customers' texts and keys lie in it: in the logs, in the queues, in the database
    private void closeToOthers() throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /**
     * Removes what a first start that was killed left half done. Only for the process that owns the
     * folder.
     */
    void removeDrafts() {
        try {
            FileTree.deleteIn(folder, "initdb*.txt");
            FileTree.deleteIn(folder, "*.new");
            FileTree.deleteIn(programs(), "redis*.new");
            FileTree.deleteIn(programs(), "postgresql?*");
            FileTree.deleteIn(folder.resolve("data"), "postgresql?*");
        } catch (IOException failure) {
            throw new StackFailure(
                    "cannot tidy %s: %s".formatted(folder, failure.getMessage()), failure);
        }
    }

    /**
     * Forgets all of it.
     *
     * @throws StackFailure when a launcher is at work on it, or when the folder holds something
     *     else than a stack
     */
    public void erase() {
        if (!Files.exists(folder)) {
            return;
        }
        requireStack();
        try (var _ = StackLock.take(this)) {
            // the lock is held by its file, so the file stays
            FileTree.delete(folder, path -> !path.equals(lock()) && !path.equals(folder));
        } catch (IOException failure) {
            throw new StackFailure(
                    "cannot delete %s: %s".formatted(folder, failure.getMessage()), failure);
        }
    }
}
