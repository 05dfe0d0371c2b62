package dev.agentworks.local.pubsub;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs the emulator as a process: {@code --port}, {@code --certificates-port}, {@code --data},
 * {@code --faults}, or the variables PUBSUB_EMULATOR_PORT, PUBSUB_EMULATOR_CERTIFICATES_PORT,
 * PUBSUB_EMULATOR_DATA, PUBSUB_EMULATOR_FAULTS.
 */
public final class PubSubEmulatorMain {

    private PubSubEmulatorMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var emulator = PubSubEmulator.start(settings(options(arguments, System.getenv())));
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "pubsub-shutdown"));
        System.out.printf(
                "Pub/Sub emulator ready on 127.0.0.1:%d, push keys at %s%n",
                emulator.port(), emulator.pushKeySet());
        emulator.awaitEnd();
    }

    static PubSubEmulatorSettings settings(Map<String, String> options) {
        var settings =
                options.containsKey("data")
                        ? PubSubEmulatorSettings.durable(Path.of(options.get("data")))
                        : PubSubEmulatorSettings.inMemory();
        if (options.containsKey("faults")) {
            settings = settings.faults(Faults.parse(options.get("faults")));
        }
        return settings.port(Integer.parseInt(options.getOrDefault("port", "8085")))
                .certificatesPort(Integer.parseInt(options.getOrDefault("certificates-port", "0")));
    }

    static Map<String, String> options(String[] arguments, Map<String, String> environment) {
        var options = new HashMap<String, String>();
        for (var name : new String[] {"port", "certificates-port", "data", "faults"}) {
            var value =
                    environment.get(
                            "PUBSUB_EMULATOR_"
                                    + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
            if (value != null) {
                options.put(name, value);
            }
        }
        for (var i = 0; i < arguments.length; i++) {
            var pair = arguments[i].replaceFirst("^--", "").split("=", 2);
            var separate = pair.length < 2 && i + 1 < arguments.length;
            if (pair.length < 2 && !separate) {
                throw new IllegalArgumentException("the option " + arguments[i] + " has no value");
            }
            options.put(pair[0], separate ? arguments[++i] : pair[1]);
        }
        return options;
    }
}
