package dev.agentworks.core.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.core.TouchedProjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** How many statements the routes of cards send; each number is a limit that may only fall. */
class StatementCountTests extends CoreTest {

    @Autowired private TouchedProjects touched;

    @Test
    void aMoveUpdatesOneRow() {
        var person = situations.person();
        var project = situations.project(person);
        var card = situations.card(person, project, 4);
        situations.card(person, project, 3);
        var back = Map.<String, Object>of("toLane", 3);
        var on = Map.<String, Object>of("toLane", 4, "override", true, "reason", "once more");
        situations.move(person, card, back);
        situations.move(person, card, on);

        assertMove(8, () -> situations.move(person, card, back));
        assertMove(8, () -> situations.move(person, card, Map.of("toLane", 3, "position", 0)));
        assertMove(8, () -> situations.move(person, card, on));
        assertNobodyLooksForCardsToAdvance(project);
    }

    @Test
    void aMoveThatAsksForMostIsStillOneTransaction() {
        var person = situations.person();
        var project = situations.project(person);
        var epic = situations.card(person, project, 1, Map.of("type", "EPIC")).body();
        situations.rule(person, project, 8, Map.of("wipLimit", 20, "wipPolicy", "ENFORCE"));
        var far = Map.<String, Object>of("toLane", 8, "override", true, "reason", "all at once");
        situations.move(person, epic, far);
        situations.move(person, epic, Map.of("toLane", 1));

        assertMove(11, () -> situations.move(person, epic, far));
        assertMove(10, () -> situations.move(person, epic, Map.of("toLane", 1)));
    }

    @Test
    void aNewCardIsInsertedOnce() {
        var person = situations.person();
        var project = situations.project(person);
        var parent = situations.card(person, project, 3);
        assertNobodyLooksForCardsToAdvance(project);

        // the rule of a lane is read once
        situations.child(person, parent, "BUG");

        var byPerson = statements.during(() -> situations.card(person, project, 3));
        assertThat(statements.transactions()).isEqualTo(1);
        var path = "/api/projects/" + project.path("id").asString() + "/cards";
        var withKey =
                statements.during(() ->
                        situations.as(
                                person,
                                "POST",
                                path,
                                Map.of(
                                        "title",
                                        "A child",
                                        "lane",
                                        3,
                                        "parentId",
                                        parent.path("id").asString()),
                                "Idempotency-Key",
                                UUID.randomUUID().toString()));
        assertThat(statements.transactions()).isEqualTo(1);
        var byAgent = statements.during(() -> situations.child(person, parent, "BUG"));

        assertThat(byPerson).hasSizeLessThanOrEqualTo(9);
        assertThat(withKey).hasSizeLessThanOrEqualTo(12);
        assertThat(byAgent).hasSizeLessThanOrEqualTo(17);
        for (var sent : List.of(byPerson, withKey, byAgent)) {
            assertThat(sent).filteredOn(sql -> sql.startsWith("insert into card ")).hasSize(1);
            assertThat(sent).noneMatch(sql -> sql.startsWith("update card "));
        }
    }

    @Test
    void aChangeUpdatesOneRow() {
        var person = situations.person();
        var project = situations.project(person);
        var path = "/api/cards/" + situations.card(person, project, 6).path("id").asString();

        var changed =
                statements.during(
                        () -> situations.as(person, "PATCH", path, Map.of("title", "Another")));
        var approved =
                statements.during(() ->
                        situations.as(person, "POST", path + "/approve", Map.of("note", "Well")));
        var archived = statements.during(() -> situations.as(person, "DELETE", path, null));

        assertThat(changed).hasSizeLessThanOrEqualTo(9);
        assertThat(approved).hasSizeLessThanOrEqualTo(13);
        assertThat(archived).hasSizeLessThanOrEqualTo(8);
        for (var sent : List.of(changed, approved, archived)) {
            assertThat(sent).filteredOn(sql -> sql.startsWith("update card ")).hasSize(1);
        }
    }

    @Test
    void whatStandsBesideACardNeverWritesTheCard() {
        var person = situations.person();
        var project = situations.project(person);
        var other = situations.card(person, project, 6).path("id").asString();
        var path = "/api/cards/" + situations.card(person, project, 6).path("id").asString();

        var comment =
                statements.during(() ->
                        situations.as(person, "POST", path + "/comments", Map.of("body", "Well")));
        var link =
                statements.during(() ->
                        situations.as(
                                person,
                                "POST",
                                path + "/links",
                                Map.of("toId", other, "kind", "BLOCKS")));

        assertThat(comment).hasSizeLessThanOrEqualTo(8);
        assertThat(link).hasSizeLessThanOrEqualTo(15);
        assertThat(comment).noneMatch(sql -> sql.startsWith("update card "));
        assertThat(link).noneMatch(sql -> sql.startsWith("update card "));
        assertThat(statements.during(() -> situations.as(person, "GET", path, null)))
                .hasSizeLessThanOrEqualTo(2);
        assertThat(statements.during(() -> situations.as(person, "GET", path + "/comments", null)))
                .hasSizeLessThanOrEqualTo(3);
        assertThat(statements.during(() -> situations.as(person, "GET", path + "/links", null)))
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void aBoardOfAThousandCardsIsReadLikeOneOfTen() {
        var person = situations.person();
        var project = situations.project(person);
        for (var lane = 0; lane < 10; lane++) {
            situations.card(person, project, lane);
        }
        read(person, project);
        var few = statements.during(() -> read(person, project));
        for (var count = 0; count < 990; count++) {
            situations.card(person, project, count % 10);
        }

        var many = statements.during(() -> read(person, project));

        assertThat(many).isEqualTo(few).isNotEmpty().hasSizeLessThanOrEqualTo(6);
        assertThat(statements.transactions()).isEqualTo(1);
        assertThat(read(person, project).path("cards")).hasSize(1_000);
    }

    @Test
    void whatTheOrchestratorReadsIsOneTransaction() {
        var person = situations.person();
        var project = situations.project(person);
        var card = situations.card(person, project, 3);
        var path =
                "/internal/workspaces/%s/cards/%s/context"
                        .formatted(person.workspace(), card.path("id").asString());

        var brief = statements.during(() -> read(path + "?brief=true"));
        assertThat(statements.transactions()).isEqualTo(1);
        var whole = statements.during(() -> read(path));
        assertThat(statements.transactions()).isEqualTo(1);

        assertThat(brief).hasSizeLessThanOrEqualTo(5);
        assertThat(whole).hasSizeLessThanOrEqualTo(12);
        assertThat(read(path + "?brief=true").path("lane")).isEqualTo(read(path).path("lane"));
        assertThat(read(path + "?brief=true").path("laneVisit").asInt()).isEqualTo(1);
    }

    private JsonNode read(String path) {
        return situations.internal("GET", path, "core:read", null).body();
    }

    private void assertMove(int limit, Supplier<Answer> move) {
        var answers = new ArrayList<Answer>();
        var sent = statements.during(() -> answers.add(move.get()));

        assertThat(answers.getFirst().status()).isEqualTo(200);
        assertThat(sent).hasSizeLessThanOrEqualTo(limit);
        assertThat(statements.transactions()).isEqualTo(1);
        assertThat(sent).filteredOn(sql -> sql.startsWith("update ")).hasSize(1);
    }

    private void assertNobodyLooksForCardsToAdvance(JsonNode project) {
        assertThat(touched.contain(UUID.fromString(project.path("id").asString()))).isFalse();
    }

    private JsonNode read(Person person, JsonNode project) {
        return situations
                .as(person, "GET", "/api/boards/" + project.path("boardId").asString(), null)
                .body();
    }
}
