package dev.agentworks.local.launcher.command;

import dev.agentworks.local.launcher.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the log of one process or of all. */
@Command(
        name = "logs",
        description = "Prints the log of one process, or of all.",
        mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {

    private static final int LINES = 200;

    @Mixin private StackOptions stack = new StackOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            description = "For example core or postgresql.")
    private @Nullable String service;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with new lines until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() throws Exception {
        var known = LogTail.all(stack.home());
        var wanted = service;
        if (wanted != null && !known.contains(wanted)) {
            throw new StackFailure(
                    "there is no log of " + wanted + "; there are: " + String.join(", ", known));
        }
        var processes = wanted == null ? known : List.of(wanted);
        for (var process : processes) {
            last(process);
        }
        if (follow) {
            try (var _ = LogTail.of(stack.home(), processes)) {
                new CountDownLatch(1).await();
            }
        }
        return 0;
    }

    private void last(String process) throws IOException {
        var lines = Files.readAllLines(stack.home().log(process));
        lines.subList(Math.max(0, lines.size() - LINES), lines.size())
                .forEach(line -> System.out.printf("%-15s | %s%n", process, line));
    }
}
