package dev.agentworks.local.launcher.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a program into a session of its own, so that Ctrl-C reaches the launcher only, which then
 * ends all in order.
 */
public final class OwnGroup {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private OwnGroup() {}

    public static List<String> of(List<String> command) {
        if (!Files.isExecutable(SETSID)) {
            return command;
        }
        var wrapped = new ArrayList<String>();
        wrapped.add(SETSID.toString());
        wrapped.addAll(command);
        return wrapped;
    }
}
