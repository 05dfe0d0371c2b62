package dev.agentworks.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A service behind the gateway: keeps the calls it got and answers them by a function. */
final class Upstream implements AutoCloseable {
    private final List<UpstreamCall> calls = new CopyOnWriteArrayList<>();
    private final DisposableServer server;

    Upstream(Function<UpstreamCall, Answer> answers) {
        this.server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .handle((request, response) -> handle(request, response, answers))
                        .bindNow(Duration.ofSeconds(10));
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    List<UpstreamCall> calls() {
        return calls;
    }

    UpstreamCall last() {
        return calls.getLast();
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    private Mono<Void> handle(
            HttpServerRequest request,
            HttpServerResponse response,
            Function<UpstreamCall, Answer> answers) {
        return request.receive()
                .aggregate()
                .asString(StandardCharsets.UTF_8)
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
                    var call =
                            new UpstreamCall(request.method().name(), request.uri(), headers, body);
                    calls.add(call);
                    return write(response, answers.apply(call));
                });
    }

    private static Mono<Void> write(HttpServerResponse response, Answer answer) {
        response.status(answer.status())
                .header(HttpHeaderNames.SET_COOKIE, "upstream=secret")
                .header("X-Internal", "secret")
                .header("Idempotency-Replayed", "true")
                .header(HttpHeaderNames.ETAG, "\"7\"");
        if (answer.body().isEmpty()) {
            return response.send().delaySubscription(answer.delay());
        }
        return response.header(HttpHeaderNames.CONTENT_TYPE, answer.type())
                .sendString(Mono.just(answer.body()))
                .then()
                .delaySubscription(answer.delay());
    }

    /** What it answers. */
    record Answer(int status, String type, String body, Duration delay) {
        static Answer json(int status, String body) {
            return new Answer(status, "application/json", body, Duration.ZERO);
        }

        static Answer problem(int status, String code, String instance) {
            return new Answer(
                    status,
                    "application/problem+json",
                    """
                    {"type":"https://agentworks.dev/problems/%s","title":"%s","status":%d,"detail":"Said by the service.","instance":"%s"}\
                    """
                            .formatted(code, code, status, instance),
                    Duration.ZERO);
        }

        Answer after(Duration delay) {
            return new Answer(status, type, body, delay);
        }
    }
}
