package dev.agentworks.local.llm;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers over HTTP, each with the header that marks it as simulated. */
final class HttpAnswers {

    private HttpAnswers() {}

    static void json(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            mark(exchange);
            exchange.getResponseHeaders().set("content-type", "application/json");
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    static void mark(HttpExchange exchange) {
        exchange.getResponseHeaders().set("x-agentworks-simulated", "true");
        exchange.getResponseHeaders().set("x-request-id", "req_simulated");
    }
}
