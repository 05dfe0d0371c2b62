package dev.agentworks.local.launcher.command;

import dev.agentworks.local.launcher.stack.StackHome;
import dev.agentworks.local.launcher.stack.StackProcesses;
import dev.agentworks.local.launcher.stack.StackState;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a stack; its data stays. */
@Command(
        name = "down",
        description = "Stops everything; the data stays.",
        mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

    /**
     * Longer than the services' own patience: the launcher ends them in order and is then done
     * itself.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Mixin private StackOptions stack = new StackOptions();

    @Override
    public Integer call() {
        System.out.println(
                end(stack.home()) ? "AgentWorks is stopped." : "AgentWorks was not running.");
        return 0;
    }

    /** Ends the launcher, then whatever a killed launcher left behind. */
    static boolean end(StackHome home) {
        var state = StackState.of(home);
        var listed =
                state.stream()
                        .flatMap(it ->
                                Stream.concat(
                                        Stream.of(it.supervisor()),
                                        it.processes().reversed().stream()))
                        .toList();
        var running = listed.stream().anyMatch(mark -> mark.find().isPresent());
        // first, so that it starts nothing again; a damaged list does not name it
        running |= StackProcesses.endLauncher(home, PATIENCE);
        state.ifPresent(it -> it.supervisor().end(PATIENCE));
        listed.forEach(mark -> mark.end(Duration.ofSeconds(15)));
        running |= StackProcesses.endAll(home);
        return running;
    }
}
