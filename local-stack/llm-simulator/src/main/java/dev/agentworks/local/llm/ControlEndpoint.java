package dev.agentworks.local.llm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.agentworks.local.llm.fault.Fault;
import dev.agentworks.local.llm.fault.Faults;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lets tests control the simulator while it runs. */
final class ControlEndpoint implements HttpHandler {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Faults faults;
    private final CallCounter calls;
    private final AtomicInteger tokensPerSecond;

    ControlEndpoint(Faults faults, CallCounter calls, AtomicInteger tokensPerSecond) {
        this.faults = faults;
        this.calls = calls;
        this.tokensPerSecond = tokensPerSecond;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        try {
            switch (request) {
                case "GET /simulator/calls" -> HttpAnswers.json(exchange, 200, counted());
                case "POST /simulator/faults" -> {
                    var body = read(exchange);
                    faults.plan(
                            Fault.parse(body.path("fault").asString("")),
                            body.path("times").asInt(1));
                    HttpAnswers.json(exchange, 200, "{}");
                }
                case "POST /simulator/speed" -> {
                    tokensPerSecond.set(
                            Math.max(0, read(exchange).path("tokensPerSecond").asInt(0)));
                    HttpAnswers.json(exchange, 200, "{}");
                }
                default ->
                        HttpAnswers.json(
                                exchange, 404, "{\"error\":{\"message\":\"unknown path\"}}");
            }
        } catch (IllegalArgumentException | JacksonException failure) {
            var error = JSON.createObjectNode();
            error.putObject("error").put("message", failure.getMessage());
            HttpAnswers.json(exchange, 400, error.toString());
        }
    }

    private String counted() {
        var answer = JSON.createObjectNode().put("total", calls.total());
        answer.set("byKey", JSON.valueToTree(calls.byKey()));
        return answer.toString();
    }

    private static JsonNode read(HttpExchange exchange) throws IOException {
        return JSON.readTree(exchange.getRequestBody().readAllBytes());
    }
}
