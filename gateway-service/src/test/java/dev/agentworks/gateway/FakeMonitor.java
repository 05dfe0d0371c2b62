package dev.agentworks.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A monitor whose terminal says what it hears; "bye" makes it close, one card it does not know. */
final class FakeMonitor implements AutoCloseable {
    static final String UNKNOWN_CARD = "00000000-0000-7000-8000-000000000404";

    private final List<UpstreamCall> handshakes = new CopyOnWriteArrayList<>();
    private final List<Integer> closings = new CopyOnWriteArrayList<>();
    private final DisposableServer server =
            HttpServer.create()
                    .host("127.0.0.1")
                    .port(0)
                    .route(routes ->
                            routes.get(
                                            "/api/cards/" + UNKNOWN_CARD + "/terminal",
                                            (_, response) -> response.status(404).send())
                                    .ws("/api/cards/{card}/terminal", this::talk)
                                    .get(
                                            "/api/runs/{run}/logs",
                                            (_, response) ->
                                                    response.header(
                                                                    HttpHeaderNames.CONTENT_TYPE,
                                                                    "application/json")
                                                            .sendString(
                                                                    Mono.just("{\"items\":[]}"))))
                    .bindNow(Duration.ofSeconds(10));

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    List<UpstreamCall> handshakes() {
        return handshakes;
    }

    List<Integer> closings() {
        return closings;
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    private Mono<Void> talk(
            reactor.netty.http.websocket.WebsocketInbound in,
            reactor.netty.http.websocket.WebsocketOutbound out) {
        var headers = new java.util.HashMap<String, String>();
        in.headers().forEach(entry -> headers.put(entry.getKey().toLowerCase(), entry.getValue()));
        handshakes.add(new UpstreamCall("GET", "", headers, ""));
        in.receiveCloseStatus().subscribe(status -> closings.add(status.code()));
        var said = in.receive().asString().publish().refCount(2);
        var heard = said.takeUntil("bye"::equals).map(text -> "heard " + text);
        var bye =
                said.filter("bye"::equals)
                        .next()
                        .flatMap(_ -> out.sendClose(4009, "see you").then());
        return Mono.when(
                out.sendString(Flux.from(heard.filter(text -> !text.endsWith("bye")))).then(), bye);
    }
}
