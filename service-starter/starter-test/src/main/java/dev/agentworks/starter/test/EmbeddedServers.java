package dev.agentworks.starter.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/** Processes of binaries that come with the build. */
final class EmbeddedServers implements Servers {
    private static final String LOOPBACK = "127.0.0.1";
    private @Nullable Address postgres;
    private @Nullable Address redis;

    @Override
    public synchronized Address postgres() {
        var running = postgres;
        if (running == null) {
            running = startPostgres();
            postgres = running;
        }
        return running;
    }

    @Override
    public synchronized Address redis() {
        var running = redis;
        if (running == null) {
            running = startRedis();
            redis = running;
        }
        return running;
    }

    private static Address startPostgres() {
        try {
            var server =
                    EmbeddedPostgres.builder()
                            // a test's data need not outlive the machine
                            .setServerConfig("fsync", "off")
                            .setServerConfig("synchronous_commit", "off")
                            .setServerConfig("full_page_writes", "off")
                            .setServerConfig("max_connections", "300")
                            .start();
            return new Address(LOOPBACK, server.getPort(), "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be started", e);
        }
    }

    private static Address startRedis() {
        try {
            var port = freePort();
            var server =
                    RedisServer.newRedisServer()
                            .port(port)
                            .setting("bind " + LOOPBACK)
                            .setting("save \"\"")
                            .build();
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return new Address(LOOPBACK, port, "");
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
