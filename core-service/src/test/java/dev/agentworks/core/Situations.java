package dev.agentworks.core;

import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import dev.agentworks.starter.test.TokenMaker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * People with a project and cards, made through the routes that the gateway and the orchestrator
 * use.
 */
public final class Situations {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> GATEWAYS =
            Set.of("core:identity", "core:api-keys", "core:feed");

    private final HttpClient http = HttpClient.newHttpClient();
    private final TokenMaker tokens;
    private final int port;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public Situations(
            TokenMaker tokens, int port, JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
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

    /** A person who has confirmed their address. */
    public Person confirmedPerson() {
        return confirmed(person());
    }

    public Person confirmed(Person person) {
        jdbc.sql("update person set email_verified_at = now() where id = ?::uuid")
                .param(person.id())
                .update();
        return person;
    }

    /** What the work finds in a transaction of the person. */
    public <T> T inScope(Person person, Supplier<T> work) {
        return Objects.requireNonNull(
                TenantScope.call(
                        DatabaseSubject.user(person.id()),
                        () -> transaction.execute(_ -> work.get())));
    }

    public String email(Person person) {
        return jdbc.sql("select email from person where id = ?::uuid")
                .param(person.id())
                .query(String.class)
                .single();
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
        return card(person, project, lane, Map.of()).body();
    }

    /** A card with more fields; in a late lane the person asks for the exception. */
    public Answer card(Person person, JsonNode project, int lane, Map<String, Object> fields) {
        var wish = new HashMap<String, Object>();
        wish.put("title", "A card");
        wish.put("lane", lane);
        if (lane > 5) {
            wish.put("override", true);
            wish.put("reason", "the test begins here");
        }
        wish.putAll(fields);
        return as(
                person, "POST", "/api/projects/" + project.path("id").asString() + "/cards", wish);
    }

    /** Another member of the owner's workspace. */
    public Person member(Person owner, String role) {
        var newcomer = person();
        TenantScope.run(
                DatabaseSubject.user(owner.id()),
                () ->
                        transaction.executeWithoutResult(_ ->
                                jdbc.sql(
                                                "insert into membership (workspace_id, person_id, role, since) values (?, ?, ?, now())")
                                        .params(
                                                UUID.fromString(owner.workspace()),
                                                UUID.fromString(newcomer.id()),
                                                role)
                                        .update()));
        return new Person(newcomer.id(), owner.workspace());
    }

    /** Calls somebody by another name. */
    public void rename(Person person, String name) {
        jdbc.sql("update person set name = ? where id = ?")
                .params(name, UUID.fromString(person.id()))
                .update();
    }

    /** Changes the rule of one lane. */
    public void rule(Person person, JsonNode project, int lane, Map<String, Object> change) {
        var path = "/api/projects/" + project.path("id").asString() + "/workflow";
        var workflow = as(person, "GET", path, null).body();
        change.forEach((field, value) ->
                ((ObjectNode) workflow.path("lanes").get(lane)).putPOJO(field, value));
        var changed = as(person, "PUT", path, workflow);
        if (changed.status() != 200) {
            throw new IllegalStateException(changed.toString());
        }
    }

    /** A document of this type that an agent wrote on the card; its id. */
    public String document(Person person, JsonNode card, String type) {
        return effect(
                        person,
                        UUID.randomUUID().toString(),
                        Map.of(
                                "kind",
                                "write_document",
                                "cardId",
                                card.path("id").asString(),
                                "runId",
                                UUID.randomUUID().toString(),
                                "agentId",
                                "RESEARCH",
                                "type",
                                type,
                                "title",
                                "A document",
                                "content",
                                "# A document"))
                .text("id");
    }

    /** A child card that an agent made. */
    public Answer child(Person person, JsonNode card, String type) {
        return effect(
                person,
                UUID.randomUUID().toString(),
                Map.of(
                        "kind",
                        "create_card",
                        "cardId",
                        card.path("id").asString(),
                        "runId",
                        UUID.randomUUID().toString(),
                        "agentId",
                        "QA",
                        "type",
                        type,
                        "title",
                        "A child"));
    }

    /** Takes a card that is ready to its end, as a person does with a task or a bug. */
    public Answer finish(Person person, String card) {
        as(person, "PATCH", "/api/cards/" + card, Map.of("status", "IN_PROGRESS"));
        return as(person, "PATCH", "/api/cards/" + card, Map.of("status", "DONE"));
    }

    public Answer move(Person person, JsonNode card, Map<String, Object> wish) {
        return as(person, "PUT", "/api/cards/" + card.path("id").asString() + "/move", wish);
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
        var caller = GATEWAYS.contains(scope) ? "gateway" : "orchestrator";
        return call(tokens.bearer(caller, null, scope), method, path, body);
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
