package dev.agentworks.billing;

import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.test.TokenMaker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service as the gateway does for a person, or as an operator. */
public record BillingClient(int port, TokenMaker tokens) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public record Answer(int status, byte[] body) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public Answer get(String path, ActingUser user) {
        return send("GET", path, null, null, tokens.bearer("gateway", user, "billing:public"));
    }

    public Answer send(String method, String path, ActingUser user, @Nullable String body) {
        return send(method, path, body, null, tokens.bearer("gateway", user, "billing:public"));
    }

    public Answer post(String path, ActingUser user, String body, String key) {
        return send("POST", path, body, key, tokens.bearer("gateway", user, "billing:public"));
    }

    public Answer operate(String method, String path, @Nullable String body) {
        return send(method, path, body, null, tokens.bearer("operator", null, "billing:operate"));
    }

    private Answer send(
            String method,
            String path,
            @Nullable String body,
            @Nullable String key,
            String bearer) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", bearer)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
