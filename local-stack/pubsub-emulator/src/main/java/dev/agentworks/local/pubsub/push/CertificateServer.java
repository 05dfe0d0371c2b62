package dev.agentworks.local.pubsub.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Serves the public key of push tokens over HTTP, where receivers look for Google's. */
public final class CertificateServer implements AutoCloseable {

    private static final String PATH = "/oauth2/v3/certs";

    private final HttpServer server;

    private CertificateServer(HttpServer server) {
        this.server = server;
    }

    public static CertificateServer start(int port, PushTokens tokens) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var keySet = tokens.keySet().getBytes(StandardCharsets.UTF_8);
        server.createContext(PATH, exchange -> answer(exchange, keySet));
        server.start();
        return new CertificateServer(server);
    }

    public URI keySet() {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), PATH));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Cache-Control", "public, max-age=3600");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
