package dev.agentworks.local.launcher.process;

import dev.agentworks.local.launcher.Progress;
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
 * Waits until a program answers, for as long as the program does something. Gives up with the place
 * of its log when it dies again and again or is stuck.
 */
public final class Waiting {

    private static final int FAILURES_ALLOWED = 3;
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long REPORT_NANOS = Duration.ofSeconds(10).toNanos();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final Progress progress;

    public Waiting(Progress progress) {
        this.progress = progress;
    }

    public void forHttp(ProgramProcess program, int port, String path) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(10))
                        .build();
        until(program, () -> answers(request));
    }

    public void forPort(ProgramProcess program, int port) {
        until(program, () -> accepts(port));
    }

    /** Polls the condition every 50 ms. */
    public void until(ProgramProcess program, BooleanSupplier condition) {
        var activity = new ProcessActivity(program::handle, program.log());
        var begun = System.nanoTime();
        var looked = begun;
        var reported = begun;
        while (!condition.getAsBoolean()) {
            if (program.failuresInARow() >= FAILURES_ALLOWED) {
                throw new StackFailure(
                        "the %s does not stay up; its log says why: ./agentworks logs %s"
                                .formatted(program.name(), program.name()));
            }
            var now = System.nanoTime();
            if (now - looked > LOOK_NANOS) {
                looked = now;
                if (activity.isStuck()) {
                    throw new StackFailure(
                            "the %s has done nothing for %d s and is not ready; see ./agentworks logs %s"
                                    .formatted(
                                            program.name(),
                                            ProcessActivity.WINDOW.toSeconds(),
                                            program.name()));
                }
            }
            if (now - reported > REPORT_NANOS) {
                reported = now;
                progress.report("still waiting for the " + program.name());
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** Whether something accepts connections on this loopback port. */
    public static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Whether the service at this port says that it is ready, asked once. */
    public static boolean isReady(int port) {
        try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ready"))
                            .timeout(Duration.ofSeconds(3))
                            .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
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
