package dev.agentworks.local.launcher.stack;

import dev.agentworks.local.launcher.StackFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ports in a row from the one a person chose; all on loopback. */
public record Ports(int base) {

    public static final int COUNT = 19;

    public Ports {
        if (base < 1 || base > 65_535 - COUNT) {
            throw new StackFailure(
                    "--port must be between 1 and %d, was %d".formatted(65_535 - COUNT, base));
        }
    }

    public int of(ServiceDefinition service) {
        return base + service.portOffset();
    }

    public int postgres() {
        return base + 6;
    }

    public int redis() {
        return base + 7;
    }

    public int pubsub() {
        return base + 8;
    }

    public int simulator() {
        return base + 9;
    }

    /** Where the emulator publishes the keys that sign its pushes. */
    public int pubsubKeys() {
        return base + 10;
    }

    /** Where the services send their mails. */
    public int smtp() {
        return base + 17;
    }

    /** Where those mails are shown. */
    public int mailbox() {
        return base + 18;
    }

    /** Where a service answers probes in detail and shows its figures: eleven above its own. */
    public int management(ServiceDefinition service) {
        return of(service) + 11;
    }

    /**
     * Tries every port once.
     *
     * @throws StackFailure naming the first one that another program holds
     */
    public void requireFree() {
        for (var entry : all().entrySet()) {
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), entry.getValue()));
            } catch (IOException _) {
                throw new StackFailure(
                        "port %d, which the %s needs, is taken by another program; choose another base with --port"
                                .formatted(entry.getValue(), entry.getKey()));
            }
        }
    }

    private Map<String, Integer> all() {
        var ports = new LinkedHashMap<String, Integer>();
        for (var service : ServiceDefinition.values()) {
            ports.put(service.serviceName(), of(service));
        }
        for (var service : ServiceDefinition.values()) {
            ports.put(service.serviceName() + "'s management", management(service));
        }
        ports.put("database", postgres());
        ports.put("Redis", redis());
        ports.put("Pub/Sub emulator", pubsub());
        ports.put("LLM simulator", simulator());
        ports.put("Pub/Sub emulator's key page", pubsubKeys());
        ports.put("mail server", smtp());
        ports.put("mailbox page", mailbox());
        return ports;
    }
}
