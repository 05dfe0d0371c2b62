package dev.agentworks.local.launcher.command;

import dev.agentworks.local.launcher.StackFailure;
import dev.agentworks.local.launcher.journey.DemoProject;
import dev.agentworks.local.launcher.stack.Ports;
import dev.agentworks.local.launcher.stack.Secrets;
import dev.agentworks.local.launcher.stack.StackSettings;
import dev.agentworks.local.launcher.stack.StackState;
import dev.agentworks.local.launcher.stack.Supervisor;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts everything and says so when all of it is ready. */
@Command(
        name = "up",
        description = "Builds what changed and starts everything.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    @Mixin private StackOptions stack = new StackOptions();

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "First of eleven ports (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(names = "--fresh", description = "Forget all data of this stack first.")
    private boolean fresh;

    @Option(
            names = "--detach",
            description = "Return when all is ready; ./agentworks down ends it.")
    private boolean detach;

    @Option(names = "--profile", defaultValue = "", description = "demo: fill an example project.")
    private String profile = "";

    private final Instant begun = Instant.now();

    @Override
    public Integer call() throws Exception {
        if (!profile.isEmpty() && !profile.equals(StackSettings.DEMO)) {
            throw new StackFailure(
                    "there is no profile " + profile + "; the one there is is called demo");
        }
        var settings =
                new StackSettings(
                        StackOptions.repository(), stack.home(), new Ports(port), profile);
        var running = StackState.of(settings.home()).filter(StackState::isRunning);
        if (running.isPresent() && !fresh) {
            System.out.printf(
                    "AgentWorks is already running at http://localhost:%d%n", running.get().port());
            return 0;
        }
        if (fresh) {
            DownCommand.end(settings.home());
            settings.home().erase();
        }
        if (detach) {
            new DetachedLauncher(settings).start();
            greet(settings);
            return 0;
        }
        var supervisor =
                new Supervisor(settings, line -> System.out.println("agentworks: " + line));
        supervisor.start();
        greet(settings);
        try (var _ = LogTail.of(settings.home(), LogTail.all(settings.home()))) {
            supervisor.await();
        }
        return 0;
    }

    private void greet(StackSettings settings) {
        var demo = new DemoProject(settings.url(), Secrets.of(settings.home()).demoPassword());
        demo.ensurePerson();
        if (settings.demo()) {
            demo.ensureProject();
        }
        System.out.printf(
                """

                AgentWorks is ready after %.1f s:  %s
                  sign in   %s  /  %s
                  try       ./agentworks journey
                  stop      %s

                """,
                Duration.between(begun, Instant.now()).toMillis() / 1000.0,
                settings.url(),
                DemoProject.EMAIL,
                Secrets.of(settings.home()).demoPassword(),
                detach ? "./agentworks down" : "Ctrl-C");
        if (ProviderKeys.none()) {
            System.out.println(
                    "  No provider key is set: answers come from the LLM simulator and are marked simulated.\n");
        }
    }
}
