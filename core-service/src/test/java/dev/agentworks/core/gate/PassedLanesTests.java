package dev.agentworks.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.core.lanevisit.CardRuns;
import dev.agentworks.core.lanevisit.RunHappenings;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A way over several lanes passes the gate of each of them. */
class PassedLanesTests extends CoreTest {

    @Autowired private CardRuns runs;

    @Test
    void aFeatureGoesOverSeveralLanesByWhatIsWrittenAboveIt() {
        var person = situations.person();
        var project = situations.project(person);
        var feature = feature(person, project, "PRD", "MVP", "RESEARCH", "ARCHITECTURE");
        task(person, project, feature);

        var moved = situations.move(person, feature, Map.of("toLane", 5));

        assertThat(moved.status()).as(moved.toString()).isEqualTo(200);
        assertThat(moved.body().path("lane").asInt()).isEqualTo(5);
    }

    @Test
    void theFirstLaneOnTheWayThatIsNotMetRefusesAndIsNamed() {
        var person = situations.person();
        var project = situations.project(person);

        refused(situations.move(person, feature(person, project), Map.of("toLane", 5)), 1);
        var without = feature(person, project, "PRD", "MVP");
        var answer = situations.move(person, without, Map.of("toLane", 5));

        refused(answer, 2);
        assertThat(answer.text("criterion")).isEqualTo("research_documented");
        assertThat(answer.text("detail")).contains("cannot leave Research");
        assertThat(lane(person, without)).isEqualTo(1);
        refused(
                situations.move(
                        person,
                        feature(person, project, "PRD", "MVP", "RESEARCH"),
                        Map.of("toLane", 10)),
                3);
    }

    @Test
    void buildIsNotPassedByRunsOfAnotherLane() {
        var person = situations.person();
        var project = situations.project(person);
        var card = situations.card(person, project, 4);
        task(person, project, card);
        new RunHappenings(runs, card, "PLANNER").inVisit(1).is(RunStatus.COMPLETED);

        refused(situations.move(person, card, Map.of("toLane", 6)), 5);
    }

    @Test
    void anApprovalOfTheReviewReleasesNothing() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 6);
        situations.as(
                person, "POST", "/api/cards/" + card.path("id").asString() + "/approve", Map.of());

        refused(situations.move(person, card, Map.of("toLane", 9)), 8);
        assertThat(situations.move(person, card, Map.of("toLane", 8)).status()).isEqualTo(200);
    }

    @Test
    void aLaneThatIsPassedIsJudgedByTheRuleInForce() {
        var person = situations.person();
        var project = situations.project(person);
        var feature = feature(person, project, "PRD", "MVP", "RESEARCH", "ARCHITECTURE");
        task(person, project, feature);
        situations.rule(person, project, 3, Map.of("requireApproval", true));

        refused(situations.move(person, feature, Map.of("toLane", 5)), 3);
    }

    @Test
    void oneOverrideWithAReasonPassesThemAllAndIsRemembered() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 0);
        var member = situations.member(person, "MEMBER");

        refused(
                situations.move(
                        member, card, Map.of("toLane", 9, "override", true, "reason", "please")),
                0);
        assertThat(situations.move(person, card, Map.of("toLane", 9, "override", true)).status())
                .isEqualTo(400);
        var moved =
                situations.move(
                        person,
                        card,
                        Map.of("toLane", 9, "override", true, "reason", "bought, not built"));

        assertThat(moved.status()).isEqualTo(200);
        assertThat(history(person, card)).contains("bought, not built");
    }

    @Test
    void movingBackwardsOverLanesAsksForNothing() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 10);

        assertThat(situations.move(person, card, Map.of("toLane", 0)).status()).isEqualTo(200);
    }

    @Test
    void anybodyWhoWritesMakesCardsBeforeTheReview() {
        var person = situations.person();
        var project = situations.project(person);
        var member = situations.member(person, "MEMBER");

        assertThat(IntStream.rangeClosed(0, 5))
                .allMatch(lane -> made(member, project, Map.of("lane", lane)).status() == 201);
    }

    @Test
    void aCardMadeAfterBuildNeedsWhatAnOverrideNeeds() {
        var person = situations.person();
        var project = situations.project(person);
        var member = situations.member(person, "MEMBER");
        for (var lane = 6; lane <= 10; lane++) {
            var override = Map.<String, Object>of("lane", lane, "override", true);
            var reasoned =
                    Map.<String, Object>of(
                            "lane", lane, "override", true, "reason", "it was built elsewhere");

            refused(made(person, project, Map.of("lane", lane)), 5);
            refused(made(member, project, reasoned), 5);
            assertThat(made(person, project, override).body().at("/errors/0/pointer").asString())
                    .isEqualTo("/reason");
            var card = made(person, project, reasoned);

            assertThat(card.status()).isEqualTo(201);
            assertThat(history(person, card.body())).contains("it was built elsewhere");
        }
    }

    @Test
    void aProgramWithAKeyMakesNoExceptions() {
        var person = situations.person();
        var project = situations.project(person);
        var key =
                tokens().bearer(
                                "gateway",
                                new ActingUser(person.id(), Map.of(), "a-key"),
                                "core:public");

        var answer =
                situations.call(
                        key,
                        "POST",
                        "/api/projects/" + project.path("id").asString() + "/cards",
                        Map.of("title", "A", "lane", 8, "override", true, "reason", "haste"));

        assertThat(answer.status()).isEqualTo(403);
    }

    private JsonNode feature(Person person, JsonNode project, String... documents) {
        var epic = situations.card(person, project, 0, Map.of("type", "EPIC")).body();
        for (var type : documents) {
            situations.document(person, epic, type);
        }
        return situations
                .card(
                        person,
                        project,
                        1,
                        Map.of("type", "FEATURE", "parentId", epic.path("id").asString()))
                .body();
    }

    private void task(Person person, JsonNode project, JsonNode parent) {
        situations.card(
                person,
                project,
                4,
                Map.of(
                        "type",
                        "TASK",
                        "parentId",
                        parent.path("id").asString(),
                        "acceptanceCriteria",
                        List.of("It can be checked.")));
    }

    private Answer made(Person person, JsonNode project, Map<String, Object> fields) {
        var wish = new HashMap<String, Object>(fields);
        wish.put("title", "A card");
        return situations.as(
                person, "POST", "/api/projects/" + project.path("id").asString() + "/cards", wish);
    }

    private static void refused(Answer answer, int lane) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
        assertThat(answer.text("type")).endsWith("/exit-criterion-not-met");
        assertThat(answer.body().path("lane").asInt(-1)).as(answer.toString()).isEqualTo(lane);
    }

    private int lane(Person person, JsonNode card) {
        return situations
                .as(person, "GET", "/api/cards/" + card.path("id").asString(), null)
                .body()
                .path("lane")
                .asInt();
    }

    private String history(Person person, JsonNode card) {
        return situations
                .as(person, "GET", "/api/cards/" + card.path("id").asString() + "/history", null)
                .body()
                .toString();
    }
}
