package dev.agentworks.local.pubsub.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The names of segment files. */
final class Segments {

    private static final Pattern NAME = Pattern.compile("journal-(\\d{8})\\.log");

    private Segments() {}

    static Path file(Path folder, int number) {
        return folder.resolve("journal-%08d.log".formatted(number));
    }

    static List<Integer> in(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(name -> name.matches())
                    .map(name -> Integer.valueOf(name.group(1)))
                    .sorted()
                    .toList();
        }
    }

    static void deleteAllBut(Path folder, int kept) throws IOException {
        for (var number : in(folder)) {
            if (number != kept) {
                Files.delete(file(folder, number));
            }
        }
    }
}
