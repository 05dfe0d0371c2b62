package dev.agentworks.core.agentchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A run of high risk at work on a card, and what it wants changed. */
abstract class HeldChangeSituations extends CoreTest {

    final String run = UUID.randomUUID().toString();
    Person person = new Person("", "");
    JsonNode project = MissingNode.getInstance();
    JsonNode card = MissingNode.getInstance();

    @BeforeEach
    void aCardAtWork() {
        person = situations.person();
        project = situations.project(person);
        card = situations.card(person, project, 5);
    }

    void everythingHeld() {
        var child = child();
        hold("all-2", "update_card", Map.of("status", "BLOCKED"));
        hold(
                "all-3",
                "write_document",
                Map.of("type", "CUSTOM", "title", "Notes", "content", "# Notes"));
        hold(
                "all-4",
                "add_comment",
                Map.of("body", "A remark.", "file", "src/App.java", "line", 3));
        hold(
                "all-5",
                "link_cards",
                Map.of(
                        "from",
                        child.text("key"),
                        "to",
                        card.path("key").asString(),
                        "link",
                        "BLOCKS"));
        assertThat(held().body().path("items").size()).isGreaterThanOrEqualTo(5);
    }

    Answer child() {
        return hold(
                "all-1",
                "create_card",
                Map.of(
                        "type",
                        "TASK",
                        "title",
                        "Held",
                        "acceptanceCriteria",
                        List.of("It can be checked.")));
    }

    /** All that people and other agents read of the project, as text. */
    String everythingSeen() {
        var id = card.path("id").asString();
        return Stream.of(
                                "/api/boards/" + project.path("boardId").asString(),
                                "/api/projects/" + project.path("id").asString() + "/cards",
                                "/api/projects/" + project.path("id").asString() + "/documents",
                                "/api/cards/" + id,
                                "/api/cards/" + id + "/comments",
                                "/api/cards/" + id + "/links",
                                "/api/cards/" + id + "/history")
                        .map(path -> situations.as(person, "GET", path, null).body().toString())
                        .toList()
                + internal("cards/" + id + "/context").body().toString()
                + internal("projects/" + project.path("id").asString() + "/cards").body()
                + internal("projects/" + project.path("id").asString() + "/documents").body();
    }

    String comments() {
        return situations
                .as(person, "GET", "/api/cards/" + card.path("id").asString() + "/comments", null)
                .body()
                .toString();
    }

    List<JsonNode> children() {
        return situations
                .as(person, "GET", "/api/boards/" + project.path("boardId").asString(), null)
                .body()
                .path("cards")
                .valueStream()
                .filter(it -> it.path("parentId").asString("").equals(card.path("id").asString()))
                .toList();
    }

    JsonNode read(JsonNode one) {
        return situations.as(person, "GET", "/api/cards/" + one.path("id").asString(), null).body();
    }

    Answer held() {
        return situations.as(person, "GET", "/api/runs/" + run + "/held-changes", null);
    }

    Answer hold(String key, String kind, Map<String, Object> fields) {
        return changes("POST", "/" + key, effect(kind, fields));
    }

    Answer release() {
        return changes("POST", "/release", Map.of("approvedBy", person.id()));
    }

    Answer changes(String method, String path, @Nullable Map<String, Object> body) {
        return situations.internal(
                method,
                "/internal/workspaces/%s/runs/%s/held-changes%s"
                        .formatted(person.workspace(), run, path),
                "core:effects",
                body);
    }

    Map<String, Object> effect(String kind, Map<String, Object> fields) {
        var effect = new HashMap<String, Object>(fields);
        effect.put("kind", kind);
        effect.put("cardId", card.path("id").asString());
        effect.put("agentId", "DEV_BACKEND");
        effect.put("runId", run);
        return effect;
    }

    Answer internal(String path) {
        return situations.internal(
                "GET",
                "/internal/workspaces/" + person.workspace() + "/" + path,
                "core:read",
                null);
    }
}
