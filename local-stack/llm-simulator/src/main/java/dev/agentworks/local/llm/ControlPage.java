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

/** How tests steer the simulator while it runs. */
final class ControlPage implements HttpHandler {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Faults faults;
    private final Calls calls;
    private final AtomicInteger tokensPerSecond;

    ControlPage(Faults faults, Calls calls, AtomicInteger tokensPerSecond) {
        this.faults = faults;
        this.calls = calls;
        this.tokensPerSecond = tokensPerSecond;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        try {
            switch (request) {
                case "GET /simulator/calls" -> Exchanges.json(exchange, 200, counted());
                case "POST /simulator/faults" -> {
                    var body = read(exchange);
                    faults.plan(
                            Fault.parse(body.path("fault").asString("")),
                            body.path("times").asInt(1));
                    Exchanges.json(exchange, 200, "{}");
                }
                case "POST /simulator/speed" -> {
                    tokensPerSecond.set(
                            Math.max(0, read(exchange).path("tokensPerSecond").asInt(0)));
                    Exchanges.json(exchange, 200, "{}");
                }
                default ->
                        Exchanges.json(exchange, 404, "{\"error\":{\"message\":\"unknown path\"}}");
            }
        } catch (IllegalArgumentException | JacksonException failure) {
            var error = JSON.createObjectNode();
            error.putObject("error").put("message", failure.getMessage());
            Exchanges.json(exchange, 400, error.toString());
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
