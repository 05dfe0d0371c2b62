package dev.agentworks.core.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Archived cards: read with all that belongs to them, changed by nobody, restored. */
class ArchiveTests extends CoreTest {

    private Person owner;
    private JsonNode project;
    private JsonNode made;
    private String card;

    @BeforeEach
    void anArchivedCard() {
        owner = situations.person();
        project = situations.project(owner);
        situations.card(owner, project, 5);
        made = situations.card(owner, project, 5);
        situations.card(owner, project, 5);
        card = "/api/cards/" + made.path("id").asString();
        situations.as(owner, "POST", card + "/comments", Map.of("body", "Well"));
        situations.as(owner, "POST", card + "/checklist", Map.of("text", "Do it"));
        assertThat(situations.as(owner, "DELETE", card, null).status()).isEqualTo(204);
    }

    @Test
    void anArchivedCardIsReadWithAllThatBelongsToIt() {
        var read = situations.as(owner, "GET", card, null);

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text("archivedAt")).isNotEmpty();
        assertThat(items("/history").getFirst().path("action").asString()).isEqualTo("archived");
        assertThat(items("/history").getFirst().at("/changes/archived/to").asBoolean()).isTrue();
        assertThat(items("/comments")).hasSize(1);
        assertThat(items("/checklist")).hasSize(1);
        assertThat(items("/links")).isEmpty();
        assertThat(items("/watchers")).hasSize(1);
        assertThat(onBoard()).hasSize(2);
    }

    @Test
    void nobodyChangesAnArchivedCard() {
        assertThat(situations.as(owner, "PATCH", card, Map.of("title", "New")).status())
                .isEqualTo(404);
        assertThat(situations.as(owner, "PUT", card + "/move", Map.of("toLane", 0)).status())
                .isEqualTo(404);
        for (var route : List.of("/comments", "/approve", "/checklist", "/watch")) {
            assertThat(
                            situations
                                    .as(
                                            owner,
                                            "POST",
                                            card + route,
                                            Map.of("body", "x", "text", "x"))
                                    .status())
                    .as(route)
                    .isIn(400, 404);
        }
        assertThat(
                        situations
                                .internal(
                                        "GET",
                                        "/internal/workspaces/%s/cards/%s/context"
                                                .formatted(
                                                        owner.workspace(),
                                                        made.path("id").asString()),
                                        "core:read",
                                        null)
                                .status())
                .isEqualTo(404);
    }

    @Test
    void aRestoredCardStandsWhereItStoodAndStartsNoAgent() {
        situations.rule(
                owner,
                project,
                5,
                Map.of(
                        "onEntry", List.of("DEV_BACKEND"),
                        "manual", List.of("DEV_FRONTEND", "DEVOPS")));

        var restored = restore(owner);

        assertThat(restored.status()).isEqualTo(200);
        assertThat(restored.body().path("archivedAt").isNull()).isTrue();
        assertThat(restored.body().path("position").asInt()).isEqualTo(1);
        assertThat(restored.body().path("status")).isEqualTo(made.path("status"));
        assertThat(items("/history").getFirst().path("action").asString()).isEqualTo("restored");
        assertThat(onBoard()).hasSize(3);
        var context =
                situations
                        .internal(
                                "GET",
                                "/internal/workspaces/%s/cards/%s/context"
                                        .formatted(owner.workspace(), made.path("id").asString()),
                                "core:read",
                                null)
                        .body();
        assertThat(context.path("laneVisit").asInt()).isEqualTo(made.path("laneVisit").asInt() + 1);
        assertThat(context.at("/lane/onEntry")).isEmpty();
        assertThat(context.at("/lane/manual").toString()).contains("DEV_BACKEND");
    }

    @Test
    void onlyAnArchivedCardIsRestored() {
        restore(owner);

        var again = restore(owner);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("type")).endsWith("/card-not-archived");
    }

    @Test
    void aFullLaneTakesNoRestoredCard() {
        situations.rule(owner, project, 5, Map.of("wipLimit", 2, "wipPolicy", "ENFORCE"));

        assertThat(restore(owner).text("type")).endsWith("/wip-limit-reached");
        assertThat(situations.as(owner, "GET", card, null).text("archivedAt")).isNotEmpty();
    }

    @Test
    void aStaleVersionAViewerAndAStrangerRestoreNothing() {
        assertThat(
                        situations
                                .as(owner, "POST", card + "/restore", null, "If-Match", "\"1\"")
                                .status())
                .isEqualTo(412);
        assertThat(restore(situations.member(owner, "VIEWER")).status()).isEqualTo(403);
        var stranger = situations.person();
        assertThat(restore(stranger).status()).isEqualTo(404);
        for (var route :
                List.of("", "/history", "/comments", "/checklist", "/links", "/watchers")) {
            assertThat(situations.as(stranger, "GET", card + route, null).status())
                    .as(route)
                    .isEqualTo(404);
        }
    }

    private Answer restore(Person person) {
        return situations.as(person, "POST", card + "/restore", null);
    }

    private List<JsonNode> items(String route) {
        return situations
                .as(owner, "GET", card + route, null)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    private JsonNode onBoard() {
        return situations
                .as(owner, "GET", "/api/boards/" + project.path("boardId").asString(), null)
                .body()
                .path("cards");
    }
}
