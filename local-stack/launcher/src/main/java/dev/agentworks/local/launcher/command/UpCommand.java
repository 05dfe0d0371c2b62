package dev.agentworks.local.launcher.command;

import dev.agentworks.local.launcher.Progress;
import dev.agentworks.local.launcher.StackFailure;
import dev.agentworks.local.launcher.StackInUse;
import dev.agentworks.local.launcher.journey.DemoProject;
import dev.agentworks.local.launcher.stack.Ports;
import dev.agentworks.local.launcher.stack.Secrets;
import dev.agentworks.local.launcher.stack.ServiceDefinition;
import dev.agentworks.local.launcher.stack.StackSettings;
import dev.agentworks.local.launcher.stack.StackState;
import dev.agentworks.local.launcher.stack.Supervisor;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            description = "First of nineteen ports (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(names = "--fresh", description = "Forget all data of this stack first.")
    private boolean fresh;

    @Option(
            names = "--detach",
            description = "Return when all is ready; ./agentworks down ends it.")
    private boolean detach;

    @Option(names = "--profile", defaultValue = "", description = "demo: fill an example project.")
    private String profile = "";

    @Option(
            names = "--without",
            paramLabel = "SERVICE",
            split = ",",
            description =
                    "Leave a service out, to run it yourself; its variables are written down.")
    private List<String> without = List.of();

    @Option(
            names = "--debug",
            paramLabel = "SERVICE:PORT",
            split = ",",
            description = "Let a debugger attach to a service at this port.")
    private List<String> debug = List.of();

    @Override
    public Integer call() throws Exception {
        if (!profile.isEmpty() && !profile.equals(StackSettings.DEMO)) {
            throw new StackFailure(
                    "there is no profile " + profile + "; the one there is is called demo");
        }
        var settings =
                new StackSettings(
                        StackOptions.repository(),
                        stack.home(),
                        new Ports(port),
                        profile,
                        without.stream().map(ServiceDefinition::named).collect(Collectors.toSet()),
                        StackSettings.debugPorts(debug));
        if (!fresh && settings.home().isOwned()) {
            return join(settings);
        }
        if (fresh) {
            DownCommand.end(settings.home());
            settings.home().erase();
        }
        try {
            return detach ? startDetached(settings) : run(settings);
        } catch (StackInUse _) {
            return join(settings); // another was faster
        }
    }

    private Integer startDetached(StackSettings settings) {
        new DetachedLauncher(settings).start();
        greet(settings);
        return 0;
    }

    private Integer run(StackSettings settings) throws InterruptedException {
        var supervisor =
                new Supervisor(
                        settings,
                        Progress.timed(line -> System.out.println("agentworks: " + line)));
        supervisor.start();
        greet(settings);
        try (var _ = LogTail.of(settings.home(), LogTail.all(settings.home()))) {
            supervisor.await();
        }
        return 0;
    }

    private static int join(StackSettings settings) {
        var running = StackState.of(settings.home()).filter(StackState::isReady);
        var port = running.orElseGet(() -> OtherLauncher.await(settings.home())).port();
        System.out.printf("AgentWorks is already running at http://localhost:%d%n", port);
        return 0;
    }

    private void greet(StackSettings settings) {
        var demo = new DemoProject(settings.url(), Secrets.of(settings.home()).demoPassword());
        if (!settings.without().isEmpty()) {
            System.out.printf(
                    "%nAgentWorks runs at %s, without what you run yourself. Sign up there once it is started.%n%n",
                    settings.url());
            return;
        }
        demo.ensurePerson();
        if (settings.demo()) {
            demo.ensureProject();
        }
        System.out.printf(
                """

                AgentWorks is ready after %.1f s:  %s
                  sign in   %s  /  %s
                  try       ./agentworks journey%s
                  stop      %s

                """,
                (System.currentTimeMillis() - Progress.begun()) / 1000.0,
                settings.url(),
                DemoProject.EMAIL,
                Secrets.of(settings.home()).demoPassword(),
                stack.asArgument(),
                detach ? "./agentworks down" + stack.asArgument() : "Ctrl-C");
        if (ProviderKeys.none()) {
            System.out.println(
                    "  No provider key is set: answers come from the LLM simulator and are marked simulated.\n");
        }
    }
}
