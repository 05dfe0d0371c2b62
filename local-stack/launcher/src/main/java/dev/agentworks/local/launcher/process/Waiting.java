package dev.agentworks.local.launcher.process;

import dev.agentworks.local.launcher.StackFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits until a program answers; gives up with the place of its log when it dies or takes too long.
 */
public final class Waiting {

    private static final int FAILURES_ALLOWED = 3;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(1))
                    .build();

    public void forHttp(ProgramProcess program, int port, String path, Duration patience) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        until(program, patience, () -> answers(request));
    }

    public void forPort(ProgramProcess program, int port, Duration patience) {
        until(program, patience, () -> accepts(port));
    }

    /** Polls the condition every 50 ms. */
    public void until(ProgramProcess program, Duration patience, BooleanSupplier condition) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (program.failuresInARow() >= FAILURES_ALLOWED) {
                throw new StackFailure(
                        "the %s does not stay up; its log says why: ./agentworks logs %s"
                                .formatted(program.name(), program.name()));
            }
            if (System.nanoTime() > deadline) {
                throw new StackFailure(
                        "the %s was not ready within %d s; see ./agentworks logs %s"
                                .formatted(program.name(), patience.toSeconds(), program.name()));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** Whether something accepts connections on this loopback port. */
    public static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private boolean answers(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while waiting");
        }
    }
}
