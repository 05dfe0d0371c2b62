package dev.agentworks.starter.test;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/** A Redis that a test may take away, freeze and bring back; its port stays the same. */
public final class RestartableRedis implements AutoCloseable {
    private final int port = freePort();
    private @Nullable RedisServer server;
    private String processId = "";

    /** A Redis that answers. */
    public static RestartableRedis started() {
        var redis = new RestartableRedis();
        redis.start();
        Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
        return redis;
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it, empty; does nothing when it runs. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            var starting =
                    RedisServer.newRedisServer()
                            .port(port)
                            .setting("bind 127.0.0.1")
                            .setting("save \"\"")
                            .build();
            starting.start();
            server = starting;
            processId = askForItsProcessId();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis could not be started", e);
        }
    }

    /** Ends its process; does nothing when it does not run. */
    public synchronized void stop() {
        var running = server;
        server = null;
        if (running != null) {
            try {
                running.stop();
            } catch (IOException e) {
                throw new UncheckedIOException("Redis could not be stopped", e);
            }
        }
    }

    /** Lets its process hang: connections stay open, answers fail to come. */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets a process that hangs go on. */
    public void thaw() {
        signal("-CONT");
    }

    @Override
    public void close() {
        stop();
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, processId).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String askForItsProcessId() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("INFO server\r\n".getBytes(US_ASCII));
            var answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            for (var line = answer.readLine(); line != null; line = answer.readLine()) {
                if (line.startsWith("process_id:")) {
                    return line.substring("process_id:".length());
                }
            }
            throw new IOException("Redis does not tell its process id");
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
