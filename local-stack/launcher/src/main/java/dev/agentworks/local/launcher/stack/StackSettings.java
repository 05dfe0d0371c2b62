package dev.agentworks.local.launcher.stack;

import dev.agentworks.local.launcher.StackFailure;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a person asked for.
 *
 * @param repository the checkout whose build is run
 * @param profile {@code demo} fills an example project, empty leaves the stack bare
 * @param without services that the person runs themselves, for example from an IDE
 * @param debugPorts where a debugger may attach, by service
 */
public record StackSettings(
        Path repository,
        StackHome home,
        Ports ports,
        String profile,
        Set<ServiceDefinition> without,
        Map<ServiceDefinition, Integer> debugPorts) {

    public static final String DEMO = "demo";

    public StackSettings {
        without = Set.copyOf(without);
        debugPorts = Map.copyOf(debugPorts);
    }

    public boolean demo() {
        return profile.equals(DEMO);
    }

    public String url() {
        return "http://localhost:" + ports.base();
    }

    /**
     * Reads {@code SERVICE:PORT} values of {@code --debug}.
     *
     * @throws StackFailure naming the value that is not understood
     */
    public static Map<ServiceDefinition, Integer> debugPorts(List<String> values) {
        var ports = new EnumMap<ServiceDefinition, Integer>(ServiceDefinition.class);
        for (var value : values) {
            var colon = value.indexOf(':');
            try {
                var port = Integer.parseInt(value.substring(colon + 1));
                if (colon < 1 || port < 1 || port > 65_535) {
                    throw new NumberFormatException(value);
                }
                ports.put(ServiceDefinition.named(value.substring(0, colon)), port);
            } catch (NumberFormatException failure) {
                throw new StackFailure(
                        "--debug takes SERVICE:PORT, for example core:5005, not " + value, failure);
            }
        }
        return ports;
    }
}
