package dev.agentworks.local.launcher.command;

import dev.agentworks.local.launcher.StackFailure;
import dev.agentworks.local.launcher.stack.StackHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One log out of many: the new lines of each process, with its name before them. */
final class LogTail implements AutoCloseable {

    private final Map<String, BufferedReader> readers = new LinkedHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private LogTail() {}

    /** Follows the logs named from where they end now. */
    static LogTail of(StackHome home, List<String> processes) {
        var tail = new LogTail();
        for (var process : processes) {
            tail.follow(process, home.log(process));
        }
        tail.timer.scheduleWithFixedDelay(tail::print, 0, 200, TimeUnit.MILLISECONDS);
        return tail;
    }

    static List<String> all(StackHome home) {
        try (var files = Files.list(home.logs())) {
            return new ArrayList<>(
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".log"))
                            .map(name -> name.substring(0, name.length() - ".log".length()))
                            .sorted()
                            .toList());
        } catch (IOException failure) {
            throw new StackFailure("there are no logs in " + home.logs(), failure);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        print();
    }

    private void follow(String process, Path log) {
        try {
            var reader = Files.newBufferedReader(log);
            reader.skip(Files.size(log));
            readers.put(process, reader);
        } catch (IOException failure) {
            throw new StackFailure("there is no log of " + process, failure);
        }
    }

    private synchronized void print() {
        readers.forEach((process, reader) -> {
            try {
                String line;
                while ((line = reader.readLine()) != null) {
                    System.out.printf("%-15s | %s%n", process, line);
                }
            } catch (IOException failure) {
                System.out.printf(
                        "%-15s | (its log cannot be read: %s)%n", process, failure.getMessage());
            }
        });
    }
}
