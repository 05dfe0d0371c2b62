package dev.agentworks.core.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The checklist of a card. */
class ChecklistTests extends CoreTest {

    private Person owner;
    private JsonNode project;
    private String card;

    @BeforeEach
    void aCard() {
        owner = situations.person();
        project = situations.project(owner);
        card = "/api/cards/" + id(situations.card(owner, project, 5));
    }

    @Test
    void itemsStandInTheOrderPeopleGiveThem() {
        var a = add("a");
        var b = add("b");
        var c = add("c");
        assertThat(texts()).containsExactly("a", "b", "c");

        change(c, Map.of("position", 0));
        assertThat(texts()).containsExactly("c", "a", "b");
        change(c, Map.of("position", 1));
        assertThat(texts()).containsExactly("a", "c", "b");
        var last = change(a, Map.of("position", 99));
        assertThat(texts()).containsExactly("c", "b", "a");
        assertThat(last.body().path("position").asInt()).isEqualTo(2);
        situations.as(owner, "POST", card + "/checklist", Map.of("text", "d", "position", 1));
        assertThat(texts()).containsExactly("c", "d", "b", "a");
        remove(owner, b);
        assertThat(texts()).containsExactly("c", "d", "a");
        assertThat(list().path("items").valueStream().map(it -> it.path("position").asInt()))
                .containsExactly(0, 1, 2);
    }

    @Test
    void aTickSaysWhoAndWhenAndIsTakenBack() {
        var member = situations.member(owner, "MEMBER");
        var item = add("Write the test");

        var ticked =
                situations.as(
                        member, "PATCH", card + "/checklist/" + id(item), Map.of("done", true));
        var again = change(item, Map.of("done", true));

        assertThat(ticked.body().path("done").asBoolean()).isTrue();
        assertThat(ticked.text("doneBy")).isEqualTo(member.id());
        assertThat(again.body()).isEqualTo(ticked.body());
        var open = change(item, Map.of("done", false));
        assertThat(open.body().path("done").asBoolean()).isFalse();
        assertThat(open.body().path("doneBy").isNull()).isTrue();
        assertThat(open.body().path("doneAt").isNull()).isTrue();
    }

    @Test
    void theCardAndItsBoardShowHowFarTheListIs() {
        var board = "/api/boards/" + project.path("boardId").asString();
        assertThat(situations.as(owner, "GET", card, null).body().path("checklist").isNull())
                .isTrue();
        var item = add("a");
        add("b");
        var before = situations.as(owner, "GET", board, null);

        change(item, Map.of("done", true));

        var read = situations.as(owner, "GET", card, null).body();
        assertThat(read.path("checklist").toString()).isEqualTo("{\"done\":1,\"total\":2}");
        assertThat(read.path("version").asInt()).as("nobody's change is stale").isEqualTo(1);
        var after = situations.as(owner, "GET", board, null, "If-None-Match", "" + before.tag());
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.body().at("/cards/0/checklist/done").asInt()).isEqualTo(1);
    }

    @Test
    void everyChangeIsInTheHistoryWithOldAndNew() {
        var item = add("Frist");
        change(item, Map.of("text", "First", "done", true));
        remove(owner, item);

        var history = situations.as(owner, "GET", card + "/history", null).body().path("items");
        assertThat(history.valueStream().map(it -> it.path("action").asString()))
                .startsWith("checklist-removed", "checklist-changed", "checklist-added");
        assertThat(history.at("/0/changes/text/from").asString()).isEqualTo("First");
        assertThat(history.at("/1/changes/text/from").asString()).isEqualTo("Frist");
        assertThat(history.at("/1/changes/text/to").asString()).isEqualTo("First");
        assertThat(history.at("/1/changes/done/to").asBoolean()).isTrue();
        assertThat(history.at("/2/changes/text/to").asString()).isEqualTo("Frist");
    }

    @Test
    void whatIsWrongIsNamed() {
        var item = add("a");
        for (var wrong :
                Map.of(
                                "/text", "{\"text\":\" \"}",
                                "/done", "{\"done\":null}",
                                "/position", "{\"position\":-1}",
                                "/color", "{\"color\":\"red\"}")
                        .entrySet()) {
            var refused =
                    situations.as(
                            owner, "PATCH", card + "/checklist/" + id(item), wrong.getValue());
            assertThat(refused.status()).as(wrong.getValue()).isEqualTo(400);
            assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo(wrong.getKey());
        }
        var tooLong =
                situations.as(owner, "POST", card + "/checklist", Map.of("text", "x".repeat(501)));
        assertThat(tooLong.status()).isEqualTo(400);
    }

    @Test
    void aStrangerAViewerAndAnotherCardReachNoItem() {
        var item = add("a");
        var stranger = situations.person();
        var viewer = situations.member(owner, "VIEWER");
        var other = "/api/cards/" + id(situations.card(owner, project, 5));

        assertThat(situations.as(stranger, "GET", card + "/checklist", null).status())
                .isEqualTo(404);
        assertThat(
                        situations
                                .as(stranger, "POST", card + "/checklist", Map.of("text", "x"))
                                .status())
                .isEqualTo(404);
        assertThat(remove(stranger, item).status()).isEqualTo(404);
        assertThat(remove(viewer, item).status()).isEqualTo(403);
        assertThat(situations.as(viewer, "GET", card + "/checklist", null).status()).isEqualTo(200);
        assertThat(
                        situations
                                .as(
                                        owner,
                                        "PATCH",
                                        other + "/checklist/" + id(item),
                                        Map.of("done", true))
                                .status())
                .isEqualTo(404);
        assertThat(
                        situations
                                .as(owner, "DELETE", card + "/checklist/" + UUID.randomUUID(), null)
                                .status())
                .isEqualTo(404);
        assertThat(texts()).containsExactly("a");
    }

    @Test
    void aListHoldsAHundredItemsHoweverManyAreAddedAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var added =
                    threads.invokeAll(
                            Collections.<Callable<Integer>>nCopies(
                                    104,
                                    () ->
                                            situations
                                                    .as(
                                                            owner,
                                                            "POST",
                                                            card + "/checklist",
                                                            Map.of("text", "x"))
                                                    .status()));
            var refused = 0;
            for (var one : added) {
                refused += one.get() == 409 ? 1 : 0;
            }
            assertThat(refused).isEqualTo(4);
        }
        assertThat(list().path("total").asInt()).isEqualTo(100);
        assertThat(list().path("items").valueStream().map(it -> it.path("position").asInt()))
                .doesNotHaveDuplicates()
                .hasSize(100);
    }

    @Test
    void aRepeatedKeyAddsOneItem() {
        var key = UUID.randomUUID().toString();
        for (var time = 0; time < 2; time++) {
            situations.as(
                    owner,
                    "POST",
                    card + "/checklist",
                    Map.of("text", "once"),
                    "Idempotency-Key",
                    key);
        }
        assertThat(texts()).containsExactly("once");
    }

    private JsonNode add(String text) {
        return situations.as(owner, "POST", card + "/checklist", Map.of("text", text)).body();
    }

    private Answer change(JsonNode item, Map<String, Object> change) {
        return situations.as(owner, "PATCH", card + "/checklist/" + id(item), change);
    }

    private Answer remove(Person person, JsonNode item) {
        return situations.as(person, "DELETE", card + "/checklist/" + id(item), null);
    }

    private JsonNode list() {
        return situations.as(owner, "GET", card + "/checklist", null).body();
    }

    private List<String> texts() {
        return list().path("items").valueStream().map(it -> it.path("text").asString()).toList();
    }

    private static String id(JsonNode thing) {
        return thing.path("id").asString();
    }
}
