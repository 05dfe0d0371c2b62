package dev.agentworks.local.launcher;

import dev.agentworks.local.launcher.stack.Ports;
import dev.agentworks.local.launcher.stack.ServiceDefinition;
import dev.agentworks.local.launcher.stack.StackHome;
import dev.agentworks.local.launcher.stack.StackSettings;
import dev.agentworks.local.launcher.stack.Supervisor;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The launcher without a terminal: what {@code up --detach} leaves running. */
public final class Background {

    /** How it ends when another launcher is at work on the same folder. */
    public static final int IN_USE = 75;

    /** How the line of its log begins that says why it gave up. */
    public static final String FAILED = "agentworks could not start: ";

    private Background() {}

    /**
     * @param arguments the folder of the stack, its first port, its profile, the services that are
     *     left out and the debug ports, each of the last two separated by commas
     */
    public static void main(String[] arguments) throws InterruptedException {
        var settings =
                new StackSettings(
                        Path.of(System.getProperty("agentworks.repository", ".")),
                        new StackHome(Path.of(arguments[0])),
                        new Ports(Integer.parseInt(arguments[1])),
                        arguments[2],
                        parts(arguments[3])
                                .map(ServiceDefinition::named)
                                .collect(Collectors.toSet()),
                        StackSettings.debugPorts(parts(arguments[4]).toList()));
        var supervisor =
                new Supervisor(
                        settings,
                        Progress.timed(line -> System.out.println("agentworks: " + line)));
        try {
            supervisor.start();
        } catch (StackInUse failure) {
            System.out.println(FAILED + failure.getMessage());
            System.exit(IN_USE);
        } catch (StackFailure failure) {
            System.out.println(FAILED + failure.getMessage());
            System.exit(1);
        }
        supervisor.await();
    }

    private static Stream<String> parts(String list) {
        return Stream.of(list.split(",")).filter(part -> !part.isEmpty());
    }
}
