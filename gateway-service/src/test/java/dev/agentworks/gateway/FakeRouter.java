package dev.agentworks.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The router's side of {@code /v1}: it echoes; what is to be streamed comes when the test says so;
 * what is to hang never comes.
 */
final class FakeRouter implements AutoCloseable {
    private final List<UpstreamCall> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger hanging = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private volatile Sinks.Many<String> events = Sinks.many().replay().all();
    private final DisposableServer server =
            HttpServer.create().host("127.0.0.1").port(0).handle(this::handle).bindNow();

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    UpstreamCall last() {
        return calls.getLast();
    }

    /** How many calls it is answering, or will never answer. */
    int open() {
        return hanging.get();
    }

    /** How many calls ended from the gateway's side. */
    int left() {
        return left.get();
    }

    /** The events of the next stream. */
    Sinks.Many<String> nextStream() {
        events = Sinks.many().replay().all();
        return events;
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(5));
    }

    private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asString(UTF_8)
                .defaultIfEmpty("")
                .flatMap(body -> {
                    var headers =
                            request.requestHeaders().entries().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    entry ->
                                                            entry.getKey().toLowerCase(Locale.ROOT),
                                                    java.util.Map.Entry::getValue,
                                                    (first, _) -> first));
                    calls.add(
                            new UpstreamCall(
                                    request.method().name(), request.uri(), headers, body));
                    return answer(response, body);
                });
    }

    private Mono<Void> answer(HttpServerResponse response, String body) {
        if (body.contains("\"hang\"")) {
            return watched(response, Mono.never());
        }
        if (body.contains("\"stream\":true")) {
            response.header("Content-Type", "text/event-stream")
                    .header("x-agentworks-cost", "0.000123");
            return watched(
                    response,
                    response.sse()
                            .sendString(
                                    Flux.from(events.asFlux()).map(it -> "data: " + it + "\n\n"))
                            .then());
        }
        if (body.contains("\"refuse\"")) {
            return response.status(402)
                    .header("Content-Type", "application/json")
                    .header("retry-after-ms", "1500")
                    .header("x-should-retry", "false")
                    .sendString(
                            Mono.just("{\"error\":{\"message\":\"No money\",\"code\":\"budget\"}}"))
                    .then();
        }
        return response.header("Content-Type", "application/json")
                .header("x-agentworks-provider", "simulated")
                .header("x-internal", "secret")
                .sendString(Mono.just("{\"length\":%d}".formatted(body.length())))
                .then();
    }

    private Mono<Void> watched(HttpServerResponse response, Mono<Void> answer) {
        hanging.incrementAndGet();
        response.withConnection(connection -> connection.onDispose(() -> left.incrementAndGet()));
        return answer.doFinally(_ -> hanging.decrementAndGet());
    }
}
