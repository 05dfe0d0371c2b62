package dev.agentworks.starter.test;

import dev.agentworks.local.pubsub.PubSubEmulator;
import dev.agentworks.local.pubsub.PubSubEmulatorSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/** The engines of this JVM, each started when it is first asked for. */
final class Engines {
    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable PubSubEmulator pubSub;
    private static int redisPort;

    private Engines() {}

    static synchronized EmbeddedPostgres postgres() {
        var running = postgres;
        if (running == null) {
            running = startPostgres();
            postgres = running;
        }
        return running;
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

    static synchronized int redisPort() {
        if (redisPort == 0) {
            redisPort = startRedis();
        }
        return redisPort;
    }

    private static EmbeddedPostgres startPostgres() {
        try {
            return EmbeddedPostgres.builder()
                    // a test's data need not outlive the machine
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("max_connections", "300")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be started", e);
        }
    }

    private static int startRedis() {
        try {
            var port = freePort();
            var server =
                    RedisServer.newRedisServer()
                            .port(port)
                            .setting("bind 127.0.0.1")
                            .setting("save \"\"")
                            .build();
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException("Redis could not be started", e);
        }
    }

    private static void stop(RedisServer server) {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
