package dev.agentworks.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DocumentRoutesTests extends CoreTest {

    @Test
    void aPersonWritesADocumentForACard() {
        var person = situations.person();
        var project = situations.project(person);
        var card = situations.card(person, project, 2);

        var made =
                create(
                        person,
                        project,
                        Map.of(
                                "type",
                                "RESEARCH",
                                "title",
                                "Market",
                                "content",
                                "# Market\n",
                                "cardIds",
                                List.of(card.path("id").asString())));

        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.text("author")).isEqualTo("user:" + person.id());
        assertThat(history(person, card)).contains("document-written");
        assertThat(situations.move(person, card, Map.of("toLane", 3)).status()).isEqualTo(200);
    }

    @Test
    void aDocumentThatCannotBeIsRefused() {
        var person = situations.person();
        var project = situations.project(person);
        var elsewhere = situations.card(person, situations.project(person), 2);
        var card = List.of(situations.card(person, project, 0).path("id").asString());
        var blueprint =
                Map.<String, Object>of("type", "BLUEPRINT", "title", "Blueprint", "cardIds", card);
        create(person, project, blueprint);

        var second = create(person, project, blueprint);
        var foreign =
                create(
                        person,
                        project,
                        Map.of(
                                "type",
                                "RESEARCH",
                                "title",
                                "R",
                                "cardIds",
                                List.of(elsewhere.path("id").asString())));

        assertThat(second.status()).isEqualTo(409);
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.body().at("/errors/0/pointer").asString()).isEqualTo("/cardIds");
        assertThat(create(person, project, Map.of("title", "No type")).status()).isEqualTo(400);
        assertThat(
                        create(
                                        situations.member(person, "VIEWER"),
                                        project,
                                        Map.of("type", "CUSTOM", "title", "Mine"))
                                .status())
                .isEqualTo(403);
    }

    @Test
    void twoVersionsAreComparedLineByLine() {
        var person = situations.person();
        var path = document(person, "one\ntwo\nthree\n");
        save(person, path, "one\n2\nthree\nfour\n");

        var diff = situations.as(person, "GET", path + "/diff?from=1&to=2", null);

        assertThat(diff.body().path("additions").asInt()).isEqualTo(2);
        assertThat(diff.body().path("deletions").asInt()).isEqualTo(1);
        assertThat(diff.text("patch")).contains("@@ -1,3 +1,4 @@", "-two", "+2", "+four");
        assertThat(situations.as(person, "GET", path + "/diff?from=2&to=2", null).text("patch"))
                .isEmpty();
        assertThat(situations.as(person, "GET", path + "/diff?from=1&to=9", null).status())
                .isEqualTo(404);
        assertThat(situations.as(person, "GET", path + "/diff?from=1", null).status())
                .isEqualTo(400);
    }

    @Test
    void anOlderVersionIsRestoredAsTheNextOne() {
        var person = situations.person();
        var path = document(person, "one");
        save(person, path, "two");

        var restored = situations.as(person, "POST", path + "/restore", Map.of("version", 1));

        assertThat(restored.body().path("version").asInt()).isEqualTo(3);
        assertThat(restored.text("content")).isEqualTo("one");
        assertThat(
                        situations
                                .as(person, "GET", path + "/versions", null)
                                .body()
                                .at("/items/0/note")
                                .asString())
                .isEqualTo("restored from version 1");
        assertThat(situations.as(person, "POST", path + "/restore", Map.of("version", 3)).status())
                .isEqualTo(400);
        assertThat(situations.as(person, "POST", path + "/restore", Map.of()).status())
                .isEqualTo(400);
    }

    @Test
    void whoReadAnOlderVersionCannotApproveTheNewerOne() {
        var person = situations.person();
        var path = document(person, "one");
        save(person, path, "two");

        var stale = situations.as(person, "POST", path + "/approve", Map.of(), "If-Match", "\"1\"");
        var staleNo =
                situations.as(person, "POST", path + "/reject", Map.of(), "If-Match", "\"1\"");
        var fresh = situations.as(person, "POST", path + "/approve", Map.of(), "If-Match", "\"2\"");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(staleNo.status()).isEqualTo(412);
        assertThat(fresh.text("status")).isEqualTo("APPROVED");
    }

    @Test
    void theApprovedVersionStaysReadableWhenANewerOneIsWritten() {
        var person = situations.person();
        var project = situations.project(person);
        var card = situations.card(person, project, 2);
        var path = "/api/documents/" + situations.document(person, card, "RESEARCH");
        situations.as(person, "POST", path + "/approve", Map.of());
        save(person, path, "newer");

        var list =
                situations
                        .as(
                                person,
                                "GET",
                                "/api/projects/" + project.path("id").asString() + "/documents",
                                null)
                        .body();
        assertThat(list.at("/items/0/version").asInt()).isEqualTo(2);
        assertThat(list.at("/items/0/status").asString()).isEqualTo("DRAFT");
        assertThat(list.at("/items/0/approvedVersion").asInt()).isEqualTo(1);
        assertThat(situations.as(person, "GET", path + "?version=1", null).text("content"))
                .isEqualTo("# A document");
        assertThat(
                        situations
                                .as(person, "GET", path + "/versions", null)
                                .body()
                                .at("/items/1/approvedBy")
                                .asString())
                .isEqualTo(person.id());
        assertThat(history(person, card)).contains("document-approved", "document-written");
    }

    @Test
    void aRejectionTakesTheApprovalBack() {
        var person = situations.person();
        var path = document(person, "one");
        situations.as(person, "POST", path + "/approve", Map.of());

        var rejected = situations.as(person, "POST", path + "/reject", Map.of("note", "No."));

        assertThat(rejected.text("status")).isEqualTo("DRAFT");
        assertThat(rejected.body().path("approvedVersion").isNull()).isTrue();
    }

    private Answer create(Person person, JsonNode project, Map<String, Object> wish) {
        return situations.as(
                person,
                "POST",
                "/api/projects/" + project.path("id").asString() + "/documents",
                wish);
    }

    private String document(Person person, String content) {
        var made =
                create(
                        person,
                        situations.project(person),
                        Map.of("type", "CUSTOM", "title", "A text", "content", content));
        return "/api/documents/" + made.text("id");
    }

    private void save(Person person, String path, String content) {
        situations.as(person, "PUT", path, Map.of("title", "A text", "content", content));
    }

    private String history(Person person, JsonNode card) {
        return situations
                .as(person, "GET", "/api/cards/" + card.path("id").asString() + "/history", null)
                .body()
                .toString();
    }
}
