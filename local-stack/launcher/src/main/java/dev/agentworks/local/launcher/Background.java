package dev.agentworks.local.launcher;

import dev.agentworks.local.launcher.stack.Ports;
import dev.agentworks.local.launcher.stack.StackHome;
import dev.agentworks.local.launcher.stack.StackSettings;
import dev.agentworks.local.launcher.stack.Supervisor;
import java.nio.file.Path;
import java.time.Instant;

/** The launcher without a terminal: what {@code up --detach} leaves running. */
public final class Background {

    private Background() {}

    public static void main(String[] arguments) throws InterruptedException {
        var settings =
                new StackSettings(
                        Path.of(System.getProperty("agentworks.repository", ".")),
                        new StackHome(Path.of(arguments[0])),
                        new Ports(Integer.parseInt(arguments[1])),
                        arguments.length > 2 ? arguments[2] : "");
        var supervisor =
                new Supervisor(settings, line -> System.out.println(Instant.now() + " " + line));
        try {
            supervisor.start();
        } catch (StackFailure failure) {
            System.out.println(Instant.now() + " " + failure.getMessage());
            System.exit(1);
        }
        supervisor.await();
    }
}
