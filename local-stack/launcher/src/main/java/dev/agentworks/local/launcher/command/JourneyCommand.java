package dev.agentworks.local.launcher.command;

import dev.agentworks.local.launcher.StackFailure;
import dev.agentworks.local.launcher.journey.ApiClient;
import dev.agentworks.local.launcher.journey.Brief;
import dev.agentworks.local.launcher.journey.FullJourney;
import dev.agentworks.local.launcher.journey.Journey;
import dev.agentworks.local.launcher.stack.StackState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays the main job through the public API and prints each step with its time. */
@Command(
        name = "journey",
        description = "Plays the main job through the public API, step by step with times.",
        mixinStandardHelpOptions = true)
public final class JourneyCommand implements Callable<Integer> {

    @Mixin private StackOptions stack = new StackOptions();

    @Option(
            names = "--brief",
            paramLabel = "FILE",
            description = "A brief of your own, in Markdown.")
    private @Nullable Path brief;

    @Option(names = "--full", description = "A whole project through all eleven lanes.")
    private boolean full;

    @Option(names = "--url", description = "A stack elsewhere (default: the one of --data).")
    private @Nullable String url;

    @Override
    public Integer call() {
        var address = url != null ? url : local();
        var chosen = brief == null ? Brief.example() : Brief.of(brief);
        var api = new ApiClient(address);
        if (full) {
            new FullJourney(api, chosen, System.out::println, Duration.ofMinutes(5)).play();
        } else {
            new Journey(api, chosen, System.out::println).play();
        }
        return 0;
    }

    private String local() {
        return StackState.of(stack.home())
                .filter(StackState::isRunning)
                .map(state -> "http://localhost:" + state.port())
                .orElseThrow(() ->
                        new StackFailure(
                                "AgentWorks is not running here; start it with ./agentworks up --detach"));
    }
}
