package dev.agentworks.local.pubsub;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How an emulator is started.
 *
 * @param port of the gRPC server on the loopback address, 0 for any free one
 * @param certificatesPort of the HTTP server with the public keys of push tokens, 0 for any free
 *     one
 * @param data folder of the journal; without it everything is in memory
 */
public record PubSubEmulatorSettings(
        int port, int certificatesPort, Optional<Path> data, Faults faults) {

    public static PubSubEmulatorSettings inMemory() {
        return new PubSubEmulatorSettings(0, 0, Optional.empty(), Faults.none());
    }

    public static PubSubEmulatorSettings durable(Path folder) {
        return new PubSubEmulatorSettings(0, 0, Optional.of(folder), Faults.none());
    }

    public PubSubEmulatorSettings port(int port) {
        return new PubSubEmulatorSettings(port, certificatesPort, data, faults);
    }

    public PubSubEmulatorSettings certificatesPort(int certificatesPort) {
        return new PubSubEmulatorSettings(port, certificatesPort, data, faults);
    }

    public PubSubEmulatorSettings faults(Faults faults) {
        return new PubSubEmulatorSettings(port, certificatesPort, data, faults);
    }
}
