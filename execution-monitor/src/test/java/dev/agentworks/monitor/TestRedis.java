package dev.agentworks.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/** A Redis that a test may take away and bring back. */
public final class TestRedis {
    private static final int PORT = freePort();
    private static @Nullable RedisServer running;

    private TestRedis() {}

    public static synchronized String url() {
        start();
        return "redis://127.0.0.1:" + PORT;
    }

    public static synchronized void start() {
        if (running == null) {
            try {
                running =
                        RedisServer.newRedisServer()
                                .port(PORT)
                                .setting("bind 127.0.0.1")
                                .setting("save \"\"")
                                .build();
                running.start();
                Runtime.getRuntime().addShutdownHook(new Thread(TestRedis::stop));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static synchronized void stop() {
        if (running != null) {
            try {
                running.stop();
                running = null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
