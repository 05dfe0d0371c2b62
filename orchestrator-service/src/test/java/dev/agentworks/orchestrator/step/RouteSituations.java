package dev.agentworks.orchestrator.step;

import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** A running orchestrator with people who call it. */
abstract class RouteSituations extends RunSituations {

    static final ActingUser MEMBER = user("MEMBER");
    static final ActingUser ADMIN = user("ADMIN");
    static final ActingUser VIEWER = user("VIEWER");
    static final ActingUser STRANGER =
            new ActingUser(
                    UUID.randomUUID().toString(), Map.of(UUID.randomUUID().toString(), "OWNER"));

    Answer post(String path, @Nullable ActingUser user, String body) {
        return call(HttpMethod.POST, path, user, body, null);
    }

    Answer get(String path) {
        return call(HttpMethod.GET, path, MEMBER);
    }

    Answer as(String bearer, String path, String body) {
        return send(HttpMethod.POST, path, bearer, body, null);
    }

    Answer call(HttpMethod method, String path, @Nullable ActingUser user) {
        return call(method, path, user, null, null);
    }

    Answer call(
            HttpMethod method,
            String path,
            @Nullable ActingUser user,
            @Nullable String body,
            @Nullable String command) {
        var bearer = user == null ? null : tokens.bearer("gateway", user, "orchestrator:public");
        return send(method, path, bearer, body, command);
    }

    Answer send(
            HttpMethod method,
            String path,
            @Nullable String bearer,
            @Nullable String body,
            @Nullable String command) {
        var request = RestClient.create("http://127.0.0.1:" + port).method(method).uri(path);
        if (bearer != null) {
            request.header("Authorization", bearer);
        }
        if (command != null) {
            request.header("Idempotency-Key", command);
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        return request.exchange((_, response) -> {
            var text = new String(response.getBody().readAllBytes());
            return new Answer(
                    response.getStatusCode().value(), JSON.readTree(text.isEmpty() ? "{}" : text));
        });
    }

    static ActingUser user(String role) {
        return new ActingUser(
                UUID.randomUUID().toString(), Map.of(BOARD.workspace.toString(), role));
    }

    record Answer(int status, JsonNode body) {
        String code() {
            var type = body.path("type").asString("");
            return type.substring(type.lastIndexOf('/') + 1);
        }
    }
}
