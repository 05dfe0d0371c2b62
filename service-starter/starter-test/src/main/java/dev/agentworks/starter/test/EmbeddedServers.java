package dev.agentworks.starter.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/** Processes of binaries that come with the build. */
final class EmbeddedServers implements Servers {
    /** A system property: settings of the server, {@code fsync=on,shared_buffers=256MB}. */
    private static final String POSTGRES = "agentworks.test.postgres";

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
            var builder = EmbeddedPostgres.builder();
            settings().forEach(builder::setServerConfig);
            var server = builder.start();
            return new Address(LOOPBACK, server.getPort(), "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be started", e);
        }
    }

    // a test's data need not outlive the machine; a measurement says otherwise
    private static Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        settings.put("fsync", "off");
        settings.put("synchronous_commit", "off");
        settings.put("full_page_writes", "off");
        settings.put("max_connections", "300");
        for (String setting : System.getProperty(POSTGRES, "").split(",")) {
            if (!setting.isBlank()) {
                var parts = setting.split("=", 2);
                settings.put(parts[0].strip(), parts[1].strip());
            }
        }
        return settings;
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
