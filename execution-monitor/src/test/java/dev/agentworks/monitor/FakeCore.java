package dev.agentworks.monitor;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Answers for core: 200 for the cards a test has shown, 404 for all others. */
public final class FakeCore {
    private static final Set<UUID> VISIBLE = ConcurrentHashMap.newKeySet();
    private static final HttpServer SERVER = start();

    private FakeCore() {}

    public static String url() {
        return "http://127.0.0.1:" + SERVER.getAddress().getPort();
    }

    public static void show(UUID card) {
        VISIBLE.add(card);
    }

    private static HttpServer start() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/api/cards/",
                    exchange -> {
                        var path = exchange.getRequestURI().getPath();
                        var card = UUID.fromString(path.substring("/api/cards/".length()));
                        var body =
                                (VISIBLE.contains(card) ? "{\"id\":\"" + card + "\"}" : "{}")
                                        .getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().add("Content-Type", "application/json");
                        exchange.sendResponseHeaders(
                                VISIBLE.contains(card) ? 200 : 404, body.length);
                        exchange.getResponseBody().write(body);
                        exchange.close();
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
