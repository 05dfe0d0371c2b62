package dev.agentworks.local.launcher.command;

import dev.agentworks.local.launcher.stack.StackHome;
import dev.agentworks.local.launcher.stack.StackState;
import java.time.Duration;
import java.util.concurrent.Callable;
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
        if (state.isEmpty()) {
            return false;
        }
        var running =
                state.get().isRunning()
                        || state.get().processes().stream()
                                .anyMatch(mark -> mark.find().isPresent());
        state.get().supervisor().end(PATIENCE);
        state.get().processes().reversed().forEach(mark -> mark.end(Duration.ofSeconds(15)));
        return running;
    }
}
