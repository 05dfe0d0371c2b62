package dev.agentworks.local.launcher.stack;

import java.nio.file.Path;

/**
 * What a person asked for.
 *
 * @param repository the checkout whose build is run
 * @param profile {@code demo} fills an example project, empty leaves the stack bare
 */
public record StackSettings(Path repository, StackHome home, Ports ports, String profile) {

    public static final String DEMO = "demo";

    public boolean demo() {
        return profile.equals(DEMO);
    }

    public String url() {
        return "http://localhost:" + ports.base();
    }
}
