package dev.agentworks.core.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The assignee, the due date, the status and the parent, when a card is made and afterwards. */
class CardFieldsTests extends CoreTest {

    private Person owner;
    private JsonNode project;

    @BeforeEach
    void aProject() {
        owner = situations.person();
        project = situations.project(owner);
    }

    @Test
    void aNewCardHasWhatItWasGiven() {
        var member = situations.member(owner, "MEMBER");
        var parent = made("FEATURE", null);

        var card =
                make(
                        Map.of(
                                "assigneeId",
                                member.id(),
                                "dueDate",
                                "2027-02-28",
                                "status",
                                "DRAFT",
                                "parentId",
                                id(parent)));

        assertThat(card.status()).isEqualTo(201);
        assertThat(card.text("assigneeId")).isEqualTo(member.id());
        assertThat(card.text("dueDate")).isEqualTo("2027-02-28");
        assertThat(card.text("status")).isEqualTo("DRAFT");
        assertThat(card.text("parentId")).isEqualTo(id(parent));
    }

    @Test
    void aNewCardIsRefusedByTheFieldThatCannotBe() {
        var stranger = situations.person();
        var foreign = situations.card(stranger, situations.project(stranger), 0);

        assertRefused(make(Map.of("assigneeId", stranger.id())), 400, "/assigneeId");
        assertRefused(make(Map.of("assigneeId", UUID.randomUUID().toString())), 400, "/assigneeId");
        assertRefused(make(Map.of("dueDate", "2027-02-30")), 400, "/dueDate");
        assertRefused(make(Map.of("status", "DONE")), 409, "/status");
        assertRefused(make(Map.of("status", "IN_REVIEW")), 409, "/status");
        assertRefused(make(Map.of("status", "FINISHED")), 400, "/status");
        assertRefused(make(Map.of("parentId", id(foreign))), 400, "/parentId");
        assertRefused(make(Map.of("watchers", List.of())), 400, "/watchers");
        assertThat(
                        situations
                                .as(owner, "GET", "/api/projects/" + id(project) + "/cards", null)
                                .body()
                                .path("items"))
                .isEmpty();
    }

    @Test
    void theParentIsChangedAndClearedAndTold() {
        var first = made("FEATURE", null);
        var second = made("EPIC", null);
        var card = made("TASK", id(first));

        var moved = change(card, Map.of("parentId", id(second)));
        var cleared = situations.as(owner, "PATCH", path(card), "{\"parentId\":null}");

        assertThat(moved.text("parentId")).isEqualTo(id(second));
        assertThat(cleared.body().path("parentId").isNull()).isTrue();
        var history = situations.as(owner, "GET", path(card) + "/history", null).body();
        assertThat(history.at("/items/1/changes/parent/from").asString()).isEqualTo(id(first));
        assertThat(history.at("/items/1/changes/parent/to").asString()).isEqualTo(id(second));
        assertThat(history.at("/items/0/changes/parent/to").isNull()).isTrue();
    }

    @Test
    void noCardStandsBelowItself() {
        var top = made("EPIC", null);
        var middle = made("EPIC", id(top));
        var bottom = made("EPIC", id(middle));

        assertRefused(change(top, Map.of("parentId", id(top))), 400, "/parentId");
        assertRefused(change(top, Map.of("parentId", id(middle))), 400, "/parentId");
        assertRefused(change(top, Map.of("parentId", id(bottom))), 400, "/parentId");
        assertThat(change(bottom, Map.of("parentId", id(top))).status()).isEqualTo(200);
    }

    @Test
    void twoAtOnceCloseNoCircle() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var round = 0; round < 8; round++) {
                var one = made("EPIC", null);
                var other = made("EPIC", null);

                var first = threads.submit(() -> change(one, Map.of("parentId", id(other))));
                var second = threads.submit(() -> change(other, Map.of("parentId", id(one))));

                assertThat(List.of(first.get().status(), second.get().status()))
                        .containsExactlyInAnyOrder(200, 400);
            }
        }
    }

    @Test
    void nothingIsPartOfSmallerWork() {
        var task = made("TASK", null);
        var feature = made("FEATURE", null);
        var bug = made("BUG", id(task));

        assertRefused(make(Map.of("type", "FEATURE", "parentId", id(task))), 400, "/parentId");
        assertRefused(make(Map.of("type", "EPIC", "parentId", id(feature))), 400, "/parentId");
        assertRefused(change(feature, Map.of("parentId", id(task))), 400, "/parentId");
        assertRefused(change(bug, Map.of("type", "FEATURE")), 400, "/type");
        change(bug, Map.of("parentId", id(feature), "type", "FEATURE"));
        assertRefused(change(feature, Map.of("type", "DOC")), 400, "/type");
        assertThat(change(feature, Map.of("type", "EPIC")).status()).isEqualTo(200);
    }

    @Test
    void aChangeOfAStaleVersionIsRefused() {
        var card = made("TASK", null);
        change(card, Map.of("title", "Newer"));

        var stale =
                situations.as(
                        owner,
                        "PATCH",
                        path(card),
                        Map.of("dueDate", "2027-01-01"),
                        "If-Match",
                        "\"1\"");

        assertThat(stale.status()).isEqualTo(412);
    }

    @Test
    void nobodyIsRefusedForAVersionTheyDidNotName() throws Exception {
        var card = made("TASK", null);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var changes =
                    threads.invokeAll(
                            Collections.nCopies(
                                    16,
                                    () ->
                                            change(card, Map.of("title", "T" + UUID.randomUUID()))
                                                    .status()));
            for (var change : changes) {
                assertThat(change.get()).isEqualTo(200);
            }
        }
    }

    private JsonNode made(String type, @Nullable String parent) {
        var fields = new HashMap<String, Object>(Map.of("type", type));
        if (parent != null) {
            fields.put("parentId", parent);
        }
        var made = make(fields);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.body();
    }

    private Answer make(Map<String, Object> fields) {
        return situations.card(owner, project, 0, fields);
    }

    private Answer change(JsonNode card, Map<String, Object> fields) {
        return situations.as(owner, "PATCH", path(card), fields);
    }

    private static void assertRefused(Answer answer, int status, String pointer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    private static String path(JsonNode card) {
        return "/api/cards/" + id(card);
    }

    private static String id(JsonNode thing) {
        return thing.path("id").asString();
    }
}
