package dev.agentworks.local.launcher.database;

import dev.agentworks.local.launcher.StackFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. Where the launcher is root, the program gets a user namespace
 * of its own, in which it is nobody and yet sees its files as its own.
 */
final class Unprivileged {

    private Unprivileged() {}

    static List<String> wrap(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        if (!namespacesAllowed()) {
            throw new StackFailure(
                    "PostgreSQL does not run as root and this machine allows no user namespaces; run ./agentworks as another user");
        }
        var wrapped = new ArrayList<>(List.of("unshare", "-U"));
        wrapped.addAll(command);
        return wrapped;
    }

    private static boolean namespacesAllowed() {
        try {
            var trial =
                    new ProcessBuilder("unshare", "-U", "true").redirectErrorStream(true).start();
            trial.getInputStream().readAllBytes();
            return trial.waitFor(5, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
