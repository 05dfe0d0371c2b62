package dev.agentworks.router.completion;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * What the path by key adds to a vendor that answers at once, and how many calls it takes: client,
 * router, database, Pub/Sub and vendor in one machine. Not part of the tests; run it by its name.
 */
@TestPropertySource(properties = "logging.level.dev.agentworks.router.call=warn")
class DurablePathBenchmark extends RouterTest {
    private static final AtVendor VENDOR = new AtVendor();
    private static final int CALLS = Integer.getInteger("agentworks.benchmark.calls", 20_000);

    private volatile String bearer = "";
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @DynamicPropertySource
    static void vendor(DynamicPropertyRegistry registry) {
        registry.add("agentworks.router.providers.openai.base-url", VENDOR::url);
        registry.add("agentworks.router.providers.openai.api-key", () -> "sk-benchmark");
        registry.add("spring.datasource.hikari.maximum-pool-size", () -> "16");
    }

    @Test
    void measures() throws Exception {
        var body = body("gpt-4o", ",\"maxTokens\":100");
        run(1, 3_000, () -> viaRouter(body));
        run(64, 6_000, () -> viaRouter(body));

        var direct = run(1, 2_000, this::direct);
        var alone = run(1, 2_000, () -> viaRouter(body));
        var before = Cpu.now(jdbc);
        var together = run(64, CALLS, () -> viaRouter(body));
        var used = Cpu.now(jdbc).since(before);

        System.out.printf(
                Locale.ROOT,
                "vendor alone p50 %.2f ms; through the router p50 %.2f ms, p99 %.2f ms, added p50 %.2f ms;"
                        + " 64 at once: %.0f calls/s, p50 %.1f ms, p99 %.1f ms, CPU a call %.2f ms here and"
                        + " %.2f ms in PostgreSQL, vendor asked %d times for %d calls%n",
                direct.millis(50),
                alone.millis(50),
                alone.millis(99),
                alone.millis(50) - direct.millis(50),
                together.perSecond(),
                together.millis(50),
                together.millis(99),
                used.here() / CALLS,
                used.database() / CALLS,
                VENDOR.asked.get() - 2_000,
                3_000 + 6_000 + 2_000 + CALLS);
    }

    private void viaRouter(String body) {
        var answer =
                send(
                        request("/internal/completions/" + key(), bearer)
                                .PUT(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.statusCode() != 200 || !answer.body().contains("SUCCEEDED")) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }

    private void direct() {
        try {
            client.send(
                    HttpRequest.newBuilder(URI.create(VENDOR.url() + "/chat/completions"))
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Measured run(int atOnce, int calls, Runnable call) throws Exception {
        // a token does not live as long as all of it may take
        bearer = token();
        var left = new AtomicLong(calls);
        var nanos = new long[calls];
        long began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers =
                    IntStream.range(0, atOnce)
                            .<Callable<Boolean>>mapToObj(_ ->
                                    () -> {
                                        for (long number = left.decrementAndGet();
                                                number >= 0;
                                                number = left.decrementAndGet()) {
                                            long start = System.nanoTime();
                                            call.run();
                                            nanos[(int) number] = System.nanoTime() - start;
                                        }
                                        return true;
                                    })
                            .toList();
            threads.invokeAll(workers).forEach(Future::resultNow);
        }
        long took = System.nanoTime() - began;
        Arrays.sort(nanos);
        return new Measured(nanos, took);
    }

    /** Milliseconds of processor time: of client, router, Pub/Sub and vendor, and of PostgreSQL. */
    private record Cpu(double here, double database) {
        static Cpu now(JdbcClient jdbc) {
            return new Cpu(
                    millis(ProcessHandle.current()),
                    jdbc
                            .sql("select pid from pg_stat_activity where pid is not null")
                            .query(Long.class)
                            .stream()
                            .flatMap(it -> ProcessHandle.of(it).stream())
                            .mapToDouble(Cpu::millis)
                            .sum());
        }

        Cpu since(Cpu before) {
            return new Cpu(here - before.here, database - before.database);
        }

        private static double millis(ProcessHandle process) {
            return process.info().totalCpuDuration().map(it -> it.toNanos() / 1e6).orElse(0.0);
        }
    }

    private record Measured(long[] nanos, long took) {
        double millis(int percentile) {
            return nanos[(nanos.length - 1) * percentile / 100] / 1e6;
        }

        double perSecond() {
            return nanos.length * 1e9 / took;
        }
    }

    /** A vendor that answers at once, on connections that stay. */
    private static final class AtVendor {
        private static final String EVENTS =
                """
                data: {"id":"c1","model":"gpt-4o","choices":[{"index":0,"delta":{"role":"assistant","content":"Hello"}}]}

                data: {"id":"c1","model":"gpt-4o","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

                data: {"id":"c1","model":"gpt-4o","choices":[],"usage":{"prompt_tokens":20,"completion_tokens":5,"total_tokens":25}}

                data: [DONE]

                """;

        private final ServerSocket server;
        private final AtomicLong asked = new AtomicLong();
        private final byte[] answer;

        AtVendor() {
            try {
                server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            var events = EVENTS.getBytes(StandardCharsets.UTF_8);
            answer =
                    ("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: %d\r\n\r\n"
                                            .formatted(events.length)
                                    + EVENTS)
                            .getBytes(StandardCharsets.UTF_8);
            Thread.startVirtualThread(this::accept);
        }

        String url() {
            return "http://127.0.0.1:" + server.getLocalPort();
        }

        private void accept() {
            while (!server.isClosed()) {
                try {
                    var socket = server.accept();
                    Thread.startVirtualThread(() -> serve(socket));
                } catch (IOException e) {
                    return;
                }
            }
        }

        private void serve(Socket socket) {
            try (socket) {
                socket.setTcpNoDelay(true);
                var input = new BufferedInputStream(socket.getInputStream());
                while (request(input)) {
                    asked.incrementAndGet();
                    socket.getOutputStream().write(answer);
                    socket.getOutputStream().flush();
                }
            } catch (IOException e) {
                // the client went
            }
        }

        private static boolean request(InputStream input) throws IOException {
            int length = 0;
            var line = new StringBuilder();
            for (int next = input.read(); ; next = input.read()) {
                if (next < 0) {
                    return false;
                }
                if (next != '\n') {
                    line.append((char) next);
                    continue;
                }
                var text = line.toString().strip().toLowerCase(Locale.ROOT);
                line.setLength(0);
                if (text.isEmpty()) {
                    input.skipNBytes(length);
                    return true;
                }
                if (text.startsWith("content-length:")) {
                    length = Integer.parseInt(text.substring(15).strip());
                }
            }
        }
    }
}
