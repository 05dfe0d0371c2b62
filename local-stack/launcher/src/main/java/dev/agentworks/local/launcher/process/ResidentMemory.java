package dev.agentworks.local.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How much memory a process and its children hold, in bytes. Linux's proportional figure where it
 * can be read, because the database's processes share most of theirs; 0 where the system tells
 * neither.
 */
public final class ResidentMemory {

    private ResidentMemory() {}

    public static long of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(it -> ofOne(it.pid()))
                .sum();
    }

    /** The same without its children, for a process whose children are counted for themselves. */
    public static long alone(ProcessHandle process) {
        return ofOne(process.pid());
    }

    private static long ofOne(long pid) {
        var proportional = figure(Path.of("/proc/%d/smaps_rollup".formatted(pid)), "Pss:");
        return proportional > 0
                ? proportional
                : figure(Path.of("/proc/%d/status".formatted(pid)), "VmRSS:");
    }

    private static long figure(Path file, String name) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException _) {
            return 0; // it ended meanwhile, or this is no Linux
        }
    }
}
