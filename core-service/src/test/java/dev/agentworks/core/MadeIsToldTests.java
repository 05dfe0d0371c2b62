package dev.agentworks.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What was committed is answered as done, also when the database goes away right after it. */
class MadeIsToldTests extends CoreTest {

    @Autowired private DepartingDatabase database;

    @Test
    void everyWriteIsAnsweredFromTheTransactionThatMadeIt() {
        var person = situations.person();
        var project = situations.project(person);

        for (var write : writes(person, project)) {
            var answer = toldAfterTheCommit(write.call());

            assertThat(answer.status()).as(write.name()).isBetween(200, 299);
        }
    }

    @Test
    void aRepeatedRequestGetsTheFirstCardAlthoughItsAnswerWasLost() {
        var person = situations.person();
        var cards = "/api/projects/" + id(situations.project(person)) + "/cards";
        var key = UUID.randomUUID().toString();
        Supplier<Answer> create =
                () ->
                        situations.as(
                                person,
                                "POST",
                                cards,
                                Map.of("title", "Once"),
                                "Idempotency-Key",
                                key);

        var lost = toldAfterTheCommit(create);
        var again = create.get();

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(lost.body());
        assertThat(situations.as(person, "GET", cards, null).body().path("items")).hasSize(1);
    }

    private Answer toldAfterTheCommit(Supplier<Answer> call) {
        return database.afterTheNextCommit(() -> {
            var answer = call.get();
            assertThat(database.isGone()).as("something was committed").isTrue();
            return answer;
        });
    }

    private record Write(String name, Supplier<Answer> call) {}

    private List<Write> writes(Person person, JsonNode project) {
        var card = situations.card(person, project, 0);
        var other = situations.card(person, project, 0);
        var reviewed = situations.card(person, project, 5);
        var cards = "/api/projects/" + id(project) + "/cards";
        var documents = "/api/projects/" + id(project) + "/documents";
        var path = "/api/cards/" + id(card);
        var document = "/api/documents/" + situations.document(person, card, "RESEARCH");
        var judged = "/api/documents/" + situations.document(person, card, "PRD");
        var key =
                Map.of(
                        "workspaceId",
                        person.workspace(),
                        "name",
                        "A key",
                        "scopes",
                        List.of("api:read"));
        return List.of(
                write(person, "POST", "/api/workspaces", Map.of("name", "Another")),
                write(
                        person,
                        "PUT",
                        "/api/workspaces/" + person.workspace(),
                        Map.of("name", "Renamed")),
                write(
                        person,
                        "POST",
                        "/api/workspaces/" + person.workspace() + "/projects",
                        Map.of("name", "Another")),
                write(person, "PUT", "/api/projects/" + id(project), Map.of("name", "Renamed")),
                write(
                        person,
                        "PUT",
                        "/api/projects/" + id(project) + "/workflow",
                        Map.of("lanes", List.of(Map.of("number", 0, "requireApproval", true)))),
                write(person, "POST", cards, Map.of("title", "Made")),
                write(person, "PATCH", path, Map.of("title", "Changed")),
                write(person, "PUT", path + "/move", Map.of("toLane", 0, "position", 1)),
                write(person, "POST", path + "/comments", Map.of("body", "Said")),
                write(
                        person,
                        "POST",
                        path + "/links",
                        Map.of("toId", id(other), "kind", "RELATES_TO")),
                write(person, "POST", "/api/cards/" + id(reviewed) + "/approve", Map.of()),
                write(person, "POST", "/api/cards/" + id(reviewed) + "/reject", Map.of()),
                write(
                        person,
                        "POST",
                        documents,
                        Map.of("type", "CUSTOM", "title", "Notes", "content", "one")),
                write(person, "PUT", document, Map.of("title", "Notes", "content", "two")),
                write(person, "POST", document + "/restore", Map.of("version", 1)),
                write(person, "POST", judged + "/approve", Map.of()),
                write(person, "POST", document + "/reject", Map.of()),
                write(person, "POST", "/auth/api-keys", key),
                write(person, "DELETE", path, null),
                new Write(
                        "POST /internal/users",
                        () ->
                                situations.internal(
                                        "POST",
                                        "/internal/users",
                                        "core:identity",
                                        Map.of(
                                                "email",
                                                UUID.randomUUID() + "@example.com",
                                                "password",
                                                "correct horse battery",
                                                "name",
                                                "Pat Person"))),
                new Write(
                        "an agent's comment",
                        () ->
                                situations.effect(
                                        person,
                                        UUID.randomUUID().toString(),
                                        Map.of(
                                                "kind",
                                                "add_comment",
                                                "cardId",
                                                id(other),
                                                "runId",
                                                UUID.randomUUID().toString(),
                                                "agentId",
                                                "PRD",
                                                "body",
                                                "Said"))));
    }

    private Write write(Person person, String method, String path, @Nullable Object body) {
        return new Write(method + " " + path, () -> situations.as(person, method, path, body));
    }

    private static String id(JsonNode thing) {
        return thing.path("id").asString();
    }
}
