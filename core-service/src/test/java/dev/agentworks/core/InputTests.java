package dev.agentworks.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and programs send: limits are kept, nothing is erased or dropped in silence. */
class InputTests extends CoreTest {

    @ParameterizedTest
    @ValueSource(strings = {"dueDate", "estimate", "assigneeId", "type", "priority", "status"})
    void anEmptyStringErasesNothing(String field) {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 0);
        var path = "/api/cards/" + card.path("id").asString();
        situations.as(person, "PATCH", path, Map.of("dueDate", "2026-05-05", "estimate", 3));

        var answer = situations.as(person, "PATCH", path, Map.of(field, ""));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/pointer").asString("")).isEqualTo("/" + field);
        var after = situations.as(person, "GET", path, null).body();
        assertThat(after.path("dueDate").asString("")).isEqualTo("2026-05-05");
        assertThat(after.path("estimate").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "type", "priority", "status"})
    void whatACardMustHaveCannotBeCleared(String field) {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 0);

        var answer =
                situations.as(
                        person,
                        "PATCH",
                        "/api/cards/" + card.path("id").asString(),
                        Collections.singletonMap(field, null));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/pointer").asString("")).isEqualTo("/" + field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\u00a0 \u2003", "\u2800", "\u200d\ufe0f\u2060", "\u3164"})
    void aTitleShowsSomething(String title) {
        var person = situations.person();
        var project = situations.project(person);
        var card = situations.card(person, project, 0).path("id").asString();
        var path = "/api/projects/" + project.path("id").asString();

        for (var answer :
                List.of(
                        situations.as(person, "POST", path + "/cards", Map.of("title", title)),
                        situations.as(
                                person, "PATCH", "/api/cards/" + card, Map.of("title", title)),
                        situations.as(person, "PUT", path, Map.of("name", title)),
                        situations.as(person, "POST", "/api/workspaces", Map.of("name", title)),
                        situations.as(
                                person,
                                "POST",
                                "/api/cards/" + card + "/comments",
                                Map.of("body", title)),
                        situations.as(
                                person,
                                "POST",
                                path + "/documents",
                                Map.of("type", "CUSTOM", "title", title)))) {
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        }
    }

    @Test
    void lengthsAreCountedInCharacters() {
        var person = situations.person();
        var cards = "/api/projects/" + situations.project(person).path("id").asString() + "/cards";
        var emoji = "\ud83d\ude00";

        var two = situations.as(person, "POST", cards, Map.of("title", emoji.repeat(200)));
        var more = situations.as(person, "POST", cards, Map.of("title", emoji.repeat(201)));

        assertThat(two.status()).as(two.body().toString()).isEqualTo(201);
        assertThat(two.text("title")).isEqualTo(emoji.repeat(200));
        assertThat(more.status()).isEqualTo(400);
    }

    @Test
    void aCommentHasTenThousandCharactersAtMostAndMayPointIntoAFile() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 0).path("id").asString();
        var path = "/api/cards/" + card + "/comments";

        var longest = situations.as(person, "POST", path, Map.of("body", "x".repeat(10_000)));
        var longer = situations.as(person, "POST", path, Map.of("body", "x".repeat(10_001)));
        var pointing =
                situations.as(
                        person, "POST", path, Map.of("body", "here", "file", "a.txt", "line", 3));

        assertThat(longest.status()).isEqualTo(201);
        assertThat(longer.status()).isEqualTo(400);
        assertThat(pointing.text("file")).isEqualTo("a.txt");
        assertThat(pointing.body().path("line").asInt()).isEqualTo(3);
    }

    @Test
    void aDocumentKeepsItsTitleWhenOnlyItsContentChanges() {
        var person = situations.person();
        var project = situations.project(person).path("id").asString();
        var made =
                situations.as(
                        person,
                        "POST",
                        "/api/projects/" + project + "/documents",
                        Map.of("type", "CUSTOM", "title", "Notes", "content", "one"));

        var changed =
                situations.as(
                        person,
                        "PUT",
                        "/api/documents/" + made.text("id"),
                        Map.of("content", "two"));

        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.text("title")).isEqualTo("Notes");
        assertThat(changed.text("content")).isEqualTo("two");
    }

    @Test
    void aProjectKeepsWhatAChangeDoesNotName() {
        var person = situations.person();
        var path = "/api/projects/" + situations.project(person).path("id").asString();

        situations.as(person, "PUT", path, Map.of("description", "About it"));
        var renamed = situations.as(person, "PUT", path, Map.of("name", "Another name"));

        assertThat(renamed.text("name")).isEqualTo("Another name");
        assertThat(renamed.text("description")).isEqualTo("About it");
    }

    @Test
    void fieldsAndFiltersThatAreNotKnownAreRefusedByName() {
        var person = situations.person();
        var path = "/api/projects/" + situations.project(person).path("id").asString();

        var field =
                situations.as(
                        person, "POST", path + "/cards", Map.of("title", "A card", "colour", 1));
        var filter = situations.as(person, "GET", path + "/cards?colour=red", null);

        assertThat(field.status()).isEqualTo(400);
        assertThat(field.body().at("/errors/0/pointer").asString("")).isEqualTo("/colour");
        assertThat(filter.status()).isEqualTo(400);
        assertThat(filter.body().at("/errors/0/pointer").asString("")).isEqualTo("query:colour");
    }

    @Test
    void everyListHasPages() {
        var person = situations.person();
        var project = situations.project(person);
        var workspace = project.path("workspaceId").asString();
        IntStream.range(0, 2).forEach(_ -> situations.project(person));
        var path = "/api/workspaces/" + workspace + "/projects";

        var first = situations.as(person, "GET", path + "?limit=2", null).body();
        var next = first.path("nextCursor").asString("");
        var second = situations.as(person, "GET", path + "?limit=2&cursor=" + next, null).body();

        assertThat(first.path("items")).hasSize(2);
        assertThat(second.path("items")).isNotEmpty();
        assertThat(second.path("items").toString())
                .doesNotContain(
                        first.at("/items/0/id").asString(), first.at("/items/1/id").asString());
    }
}
