package dev.agentworks.local.launcher.stack;

import dev.agentworks.local.launcher.StackFailure;
import dev.agentworks.local.launcher.StackInUse;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The right to own a stack's folder. One launcher holds it for as long as it lives; the operating
 * system takes it back when that process ends, however it ends.
 */
final class StackLock implements AutoCloseable {

    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock; empty when another process has it. */
    static Optional<StackLock> tryTake(StackHome home) {
        try {
            var file = home.lock();
            var channel =
                    FileChannel.open(
                            file,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            DurableFile.ownerOnly(file));
            if (lock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new StackLock(channel));
        } catch (IOException failure) {
            throw new StackFailure(
                    "cannot lock %s: %s".formatted(home.folder(), failure.getMessage()), failure);
        }
    }

    /**
     * Takes the lock.
     *
     * @throws StackInUse when another process has it
     */
    static StackLock take(StackHome home) {
        return tryTake(home)
                .orElseThrow(() ->
                        new StackInUse(
                                "another launcher is at work on %s; ./agentworks down ends it"
                                        .formatted(home.folder())));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new StackFailure("cannot give a lock back: " + failure.getMessage(), failure);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // this process has it already
        }
    }
}
