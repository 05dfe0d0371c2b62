package dev.agentworks.local.launcher.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the processes of a stack by what their command lines name, for when the list that the
 * launcher kept is missing or damaged. Every program of a stack is started with its folder in its
 * arguments.
 */
public final class StackProcesses {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private StackProcesses() {}

    /** The argument that marks a Java program as one of this stack's. */
    static String mark(StackHome home) {
        return "-Dagentworks.stack=" + home.folder();
    }

    /** The argument that marks a launcher in the background as this stack's. */
    public static String launcherMark(StackHome home) {
        return "-Dagentworks.launcher=" + home.folder();
    }

    /**
     * Ends the launcher of a stack, which ends the rest before it is done itself.
     *
     * @return whether there was one
     */
    public static boolean endLauncher(StackHome home, Duration patience) {
        var found = launchers(home);
        found.forEach(process -> ProcessMark.of("launcher", process).end(patience));
        return !found.isEmpty();
    }

    /**
     * Ends all programs that run of a stack.
     *
     * @return whether anything ran
     */
    public static boolean endAll(StackHome home) {
        var found = find(argument -> names(home, argument));
        found.forEach(process -> ProcessMark.of("", process).end(PATIENCE));
        return !found.isEmpty();
    }

    /** The processes that keep the launcher running, and the launcher in the background itself. */
    public static List<ProcessHandle> launchers(StackHome home) {
        return find(argument -> argument.equals(launcherMark(home)));
    }

    private static List<ProcessHandle> find(Predicate<String> argument) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> arguments(process).anyMatch(argument))
                .toList();
    }

    // the JDK tells no arguments of a command line that is longer than a memory page
    private static Stream<String> arguments(ProcessHandle process) {
        var commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        if (!Files.exists(commandLine)) {
            return process.info().arguments().stream().flatMap(Arrays::stream);
        }
        try {
            return Arrays.stream(Files.readString(commandLine).split("\0"));
        } catch (IOException _) {
            return Stream.empty(); // it has ended meanwhile, or belongs to somebody else
        }
    }

    // the cluster's folder for PostgreSQL, the settings' file for Redis, the mark for the rest
    private static boolean names(StackHome home, String argument) {
        return Stream.of(home.data("postgresql"), home.redisSettings())
                        .map(Path::toString)
                        .anyMatch(argument::equals)
                || argument.equals(mark(home));
    }
}
