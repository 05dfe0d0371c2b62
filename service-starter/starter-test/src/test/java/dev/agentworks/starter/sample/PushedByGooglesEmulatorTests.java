package dev.agentworks.starter.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.agentworks.starter.test.ServiceTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Google's emulator signs no push: a relay between it and the service adds the token that Google
 * would have sent, and nothing else.
 */
@ServiceTest(service = "sample")
class PushedByGooglesEmulatorTests extends PushContract implements AtGooglesEmulator {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final GoogleIssuer GOOGLE = new GoogleIssuer();
    private static final int PORT = freePort();
    private static final HttpServer RELAY = relay();

    @DynamicPropertySource
    static void push(DynamicPropertyRegistry properties) {
        pushTo(properties, PORT, "http://127.0.0.1:" + RELAY.getAddress().getPort());
        properties.add("agentworks.pubsub.push.keys-url", GOOGLE::keysUrl);
    }

    @AfterAll
    static void stop() {
        RELAY.stop(0);
        GOOGLE.close();
    }

    private static HttpServer relay() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", PushedByGooglesEmulatorTests::passOn);
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void passOn(HttpExchange exchange) throws IOException {
        var target = URI.create("http://127.0.0.1:" + PORT + exchange.getRequestURI());
        var signed =
                HttpRequest.newBuilder(target)
                        .timeout(Duration.ofSeconds(10))
                        .header("Content-Type", "application/json")
                        .header("Authorization", GOOGLE.bearer(AUDIENCE, EMAIL))
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        exchange.getRequestBody().readAllBytes()))
                        .build();
        try {
            var answer = HTTP.send(signed, HttpResponse.BodyHandlers.discarding());
            exchange.sendResponseHeaders(answer.statusCode(), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }
}
