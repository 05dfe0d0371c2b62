package dev.agentworks.starter.test;

import dev.agentworks.local.pubsub.PubSubEmulator;
import dev.agentworks.local.pubsub.PubSubEmulatorSettings;
import org.jspecify.annotations.Nullable;

/** The engines of this JVM, each started when it is first asked for. */
final class Engines {
    private static final Servers SERVERS = Servers.chosen();
    private static @Nullable PubSubEmulator pubSub;

    private Engines() {}

    static Servers.Address postgres() {
        return SERVERS.postgres();
    }

    static Servers.Address redis() {
        return SERVERS.redis();
    }

    static synchronized PubSubEmulator pubSub() {
        var running = pubSub;
        if (running == null) {
            running = PubSubEmulator.start(PubSubEmulatorSettings.inMemory());
            pubSub = running;
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        return running;
    }
}
