package dev.agentworks.core;

import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.test.TokenMaker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * People with a project and cards, made through the routes that the gateway and the orchestrator
 * use.
 */
public final class Situations {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final TokenMaker tokens;
    private final int port;

    public Situations(TokenMaker tokens, int port) {
        this.tokens = tokens;
        this.port = port;
    }

    /** An answer with its status. */
    public record Answer(int status, JsonNode body, @Nullable String tag) {

        public String text(String field) {
            return body.path(field).asString("");
        }
    }

    /** A person and the workspace that registering gave them. */
    public record Person(String id, String workspace) {}

    public Person person() {
        var email = UUID.randomUUID() + "@example.com";
        var made =
                internal(
                        "POST",
                        "/internal/users",
                        "core:identity",
                        Map.of(
                                "email",
                                email,
                                "password",
                                "correct horse battery",
                                "name",
                                "Pat Person"));
        return new Person(
                made.text("id"), made.body().path("workspaces").path(0).path("id").asString());
    }

    public JsonNode project(Person person) {
        return as(
                        person,
                        "POST",
                        "/api/workspaces/" + person.workspace() + "/projects",
                        Map.of("name", "Tool library"))
                .body();
    }

    public JsonNode card(Person person, JsonNode project, int lane) {
        return as(
                        person,
                        "POST",
                        "/api/projects/" + project.path("id").asString() + "/cards",
                        Map.of("title", "A card", "lane", lane))
                .body();
    }

    public Answer as(
            Person person, String method, String path, @Nullable Object body, String... headers) {
        return call(
                tokens.bearer("gateway", new ActingUser(person.id(), Map.of()), "core:public"),
                method,
                path,
                body,
                headers);
    }

    public Answer internal(String method, String path, String scope, @Nullable Object body) {
        return call(tokens.bearer("orchestrator", null, scope), method, path, body);
    }

    public Answer effect(Person person, String key, Map<String, Object> effect) {
        return internal(
                "POST",
                "/internal/workspaces/" + person.workspace() + "/effects/" + key,
                "core:effects",
                effect);
    }

    public Answer call(
            @Nullable String bearer,
            String method,
            String path,
            @Nullable Object body,
            String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .timeout(Duration.ofSeconds(20));
        if (bearer != null) {
            request.header("Authorization", bearer);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        var content =
                body == null
                        ? ""
                        : body instanceof String text ? text : JSON.writeValueAsString(body);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        try {
            var response =
                    http.send(
                            request.method(method, HttpRequest.BodyPublishers.ofString(content))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body().isBlank() ? JSON.missingNode() : JSON.readTree(response.body()),
                    response.headers().firstValue("ETag").orElse(null));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure);
        }
    }
}
