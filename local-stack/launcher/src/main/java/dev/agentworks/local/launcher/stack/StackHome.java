package dev.agentworks.local.launcher.stack;

import dev.agentworks.local.launcher.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * The folder that holds everything a stack keeps: data, logs, secrets and which processes are its
 * own.
 */
public record StackHome(Path folder) {

    private static final long SPACE_NEEDED = 1L << 30;

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

    public Path state() {
        return folder.resolve("stack.json");
    }

    /** Makes the folder and refuses a disk that would be full before the first run is over. */
    public void prepare() {
        try {
            Files.createDirectories(logs());
            Files.createDirectories(programs());
            var free = Files.getFileStore(folder).getUsableSpace();
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

    /** Forgets all of it. */
    public void erase() {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new StackFailure(
                    "cannot delete %s: %s".formatted(folder, failure.getMessage()), failure);
        }
    }
}
