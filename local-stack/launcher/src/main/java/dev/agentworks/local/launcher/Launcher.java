package dev.agentworks.local.launcher;

import dev.agentworks.local.launcher.command.DownCommand;
import dev.agentworks.local.launcher.command.JourneyCommand;
import dev.agentworks.local.launcher.command.LogsCommand;
import dev.agentworks.local.launcher.command.StatusCommand;
import dev.agentworks.local.launcher.command.UpCommand;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line of the local stack; {@code ./agentworks} builds what is stale and then calls it.
 */
@Command(
        name = "agentworks",
        description = "Runs AgentWorks on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            JourneyCommand.class
        })
public final class Launcher {

    private Launcher() {}

    public static void main(String[] arguments) {
        var commandLine = new CommandLine(new Launcher());
        commandLine.setExecutionExceptionHandler((failure, command, _) -> {
            // A person reads this: one sentence for what they can mend, a trace only for what is
            // our fault.
            var sentence = sentence(failure);
            if (sentence.isPresent()) {
                command.getErr().println("agentworks: " + sentence.get());
            } else {
                failure.printStackTrace(command.getErr());
            }
            return 1;
        });
        System.exit(commandLine.execute(arguments));
    }

    /**
     * What a person can mend, as one sentence: also a disk that is full or a folder that is closed.
     */
    static Optional<String> sentence(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(it -> it instanceof StackFailure || it instanceof IOException)
                .findFirst()
                .map(it -> it instanceof StackFailure ? it.getMessage() : it.toString());
    }
}
