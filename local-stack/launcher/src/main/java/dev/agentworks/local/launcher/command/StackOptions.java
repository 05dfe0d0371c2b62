package dev.agentworks.local.launcher.command;

import dev.agentworks.local.launcher.stack.StackHome;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack is meant. */
final class StackOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The folder that holds the stack's data (default: .agentworks in the checkout).")
    private @Nullable Path data;

    StackHome home() {
        var chosen = data;
        return new StackHome(chosen == null ? repository().resolve(".agentworks") : chosen);
    }

    /** How another command names the same stack. */
    String asArgument() {
        return data == null ? "" : " --data " + data;
    }

    static Path repository() {
        return Path.of(System.getProperty("agentworks.repository", "."))
                .toAbsolutePath()
                .normalize();
    }
}
