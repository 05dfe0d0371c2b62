package dev.agentworks.starter.storage;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;

/** Objects as files below one folder. */
final class FolderStorage implements ObjectStorage {

    private final Path folder;

    FolderStorage(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public void write(String key, byte[] content) throws IOException {
        write(key, new ByteArrayInputStream(content));
    }

    /** Writes a temporary file and renames it, so that no reader finds half an object. */
    @Override
    public void write(String key, InputStream content) throws IOException {
        var file = file(key);
        Files.createDirectories(file.getParent());
        var draft = file.resolveSibling(UUID.randomUUID() + ".draft");
        try {
            try (var channel =
                    FileChannel.open(
                            draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.transferTo(Channels.newOutputStream(channel));
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            // the name is durable only when the folder is synchronized
            try (var parent = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
                parent.force(true);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    @Override
    public byte[] read(String key, long from, int length) throws IOException {
        try (var channel = FileChannel.open(file(key), StandardOpenOption.READ)) {
            var buffer = ByteBuffer.allocate(length);
            while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
                continue;
            }
            return Arrays.copyOf(buffer.array(), buffer.position());
        } catch (NoSuchFileException missing) {
            throw new FileNotFoundException(key);
        }
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(file(key));
    }

    private Path file(String key) {
        return folder.resolve(ObjectKeys.checked(key));
    }
}
