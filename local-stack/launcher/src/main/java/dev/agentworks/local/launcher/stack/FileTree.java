package dev.agentworks.local.launcher.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Predicate;

/** Deletes folders with all that is in them. */
final class FileTree {

    private FileTree() {}

    static void delete(Path folder) throws IOException {
        delete(folder, _ -> true);
    }

    static void delete(Path folder, Predicate<Path> which) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).filter(which).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Deletes the files and folders directly in this one that match a glob pattern. */
    static void deleteIn(Path folder, String pattern) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var found = Files.newDirectoryStream(folder, pattern)) {
            for (var path : found) {
                delete(path);
            }
        }
    }
}
