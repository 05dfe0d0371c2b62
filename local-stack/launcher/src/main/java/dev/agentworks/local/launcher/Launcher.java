package dev.agentworks.local.launcher;

import dev.agentworks.local.launcher.command.DownCommand;
import dev.agentworks.local.launcher.command.JourneyCommand;
import dev.agentworks.local.launcher.command.LogsCommand;
import dev.agentworks.local.launcher.command.StatusCommand;
import dev.agentworks.local.launcher.command.UpCommand;
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
            if (failure instanceof StackFailure) {
                command.getErr().println("agentworks: " + failure.getMessage());
            } else {
                failure.printStackTrace(command.getErr());
            }
            return 1;
        });
        System.exit(commandLine.execute(arguments));
    }
}
