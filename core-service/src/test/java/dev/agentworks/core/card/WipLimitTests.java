package dev.agentworks.core.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.core.lanevisit.CardRuns;
import dev.agentworks.core.lanevisit.RunHappenings;
import dev.agentworks.events.run.RunStatus;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class WipLimitTests extends CoreTest {

    private static final Map<String, Object> ENFORCED =
            Map.of("wipLimit", 1, "wipPolicy", "ENFORCE");

    @Autowired private CardRuns runs;

    @Test
    void ofManyMovesIntoTheLastPlaceOneSucceeds() throws Exception {
        var person = situations.person();
        var project = situations.project(person);
        situations.rule(person, project, 1, ENFORCED);
        var moves = new ArrayList<Callable<Answer>>();
        for (var count = 0; count < 6; count++) {
            var card = situations.card(person, project, 5);
            moves.add(() -> situations.move(person, card, Map.of("toLane", 1)));
        }

        var answers = new ArrayList<Answer>();
        try (var people = Executors.newFixedThreadPool(6)) {
            for (var move : people.invokeAll(moves, 30, TimeUnit.SECONDS)) {
                answers.add(move.get());
            }
        }

        assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(it -> it.status() == 409))
                .hasSize(5)
                .allMatch(it -> it.text("type").endsWith("/wip-limit-reached"));
    }

    @Test
    void ofManyNewCardsForTheLastPlaceOneIsMade() throws Exception {
        var person = situations.person();
        var project = situations.project(person);
        situations.rule(person, project, 1, ENFORCED);
        var cards = new ArrayList<Callable<Integer>>();
        for (var count = 0; count < 6; count++) {
            cards.add(() ->
                    situations
                            .as(
                                    person,
                                    "POST",
                                    "/api/projects/" + project.path("id").asString() + "/cards",
                                    Map.of("title", "One", "lane", 1))
                            .status());
        }

        var statuses = new ArrayList<Integer>();
        try (var people = Executors.newFixedThreadPool(6)) {
            for (var card : people.invokeAll(cards, 30, TimeUnit.SECONDS)) {
                statuses.add(card.get());
            }
        }

        assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409);
    }

    @Test
    void whatAgentsMadeAndNobodyBeganWaitsWithoutFillingTheLane() {
        var person = situations.person();
        var project = situations.project(person);
        situations.rule(person, project, 1, ENFORCED);
        var parent = situations.card(person, project, 2);
        for (var count = 0; count < 3; count++) {
            assertThat(situations.child(person, parent, "FEATURE").status()).isEqualTo(200);
        }

        assertThat(wipCount(person, project, 1)).isZero();
        assertThat(situations.move(person, parent, Map.of("toLane", 1)).status()).isEqualTo(200);
        assertThat(wipCount(person, project, 1)).isEqualTo(1);
        assertThat(situations.child(person, parent, "FEATURE").status())
                .as("also into a full lane")
                .isEqualTo(200);
    }

    @Test
    void anAgentsCardFillsTheLaneOnceARunOrAPersonBeganIt() {
        var person = situations.person();
        var project = situations.project(person);
        var parent = situations.card(person, project, 2);
        var worked = child(person, parent);
        var moved = child(person, parent);
        var taken = child(person, parent);
        assertThat(wipCount(person, project, 1)).isZero();

        new RunHappenings(runs, worked, "PRD").is(RunStatus.QUEUED);
        assertThat(wipCount(person, project, 1)).isEqualTo(1);
        situations.move(person, moved, Map.of("toLane", 0));
        situations.move(
                person, moved, Map.of("toLane", 1, "override", true, "reason", "it is next"));
        assertThat(wipCount(person, project, 1)).isEqualTo(2);
        situations.as(
                person,
                "PATCH",
                "/api/cards/" + taken.path("id").asString(),
                Map.of("status", "IN_PROGRESS"));
        assertThat(wipCount(person, project, 1)).isEqualTo(3);
        situations.move(person, child(person, parent), Map.of("toLane", 1, "position", 0));
        assertThat(wipCount(person, project, 1))
                .as("another place in the lane begins nothing")
                .isEqualTo(3);
    }

    @Test
    void aCardThatIsDoneFillsNoLane() {
        var person = situations.person();
        var project = situations.project(person);
        situations.rule(person, project, 1, ENFORCED);
        var done = situations.card(person, project, 1);
        var next = situations.card(person, project, 2);
        assertThat(situations.move(person, next, Map.of("toLane", 1)).status()).isEqualTo(409);

        situations.finish(person, done.path("id").asString());

        assertThat(situations.move(person, next, Map.of("toLane", 1)).status()).isEqualTo(200);
    }

    private JsonNode child(Person person, JsonNode parent) {
        var id = situations.child(person, parent, "FEATURE").text("id");
        return situations.as(person, "GET", "/api/cards/" + id, null).body();
    }

    private int wipCount(Person person, JsonNode project, int lane) {
        return situations
                .as(person, "GET", "/api/boards/" + project.path("boardId").asString(), null)
                .body()
                .path("lanes")
                .path(lane)
                .path("wipCount")
                .asInt();
    }

    @Test
    void aLimitThatOnlyWarnsRefusesNobody() {
        var person = situations.person();
        var project = situations.project(person);
        situations.rule(person, project, 1, Map.of("wipLimit", 1, "wipPolicy", "WARN"));
        situations.card(person, project, 1);

        assertThat(situations.card(person, project, 1).path("lane").asInt()).isEqualTo(1);
    }

    @Test
    void cardsMayBeReorderedInAFullLane() {
        var person = situations.person();
        var project = situations.project(person);
        situations.rule(person, project, 1, ENFORCED);
        var card = situations.card(person, project, 1);

        assertThat(situations.move(person, card, Map.of("toLane", 1, "position", 0)).status())
                .isEqualTo(200);
    }

    @Test
    void aMemberWhoWantsToOverrideIsToldWhatIsMissingAndWhoMay() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 2);
        var member = situations.member(person, "MEMBER");

        var refused =
                situations.move(
                        member, card, Map.of("toLane", 3, "override", true, "reason", "please"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).endsWith("/exit-criterion-not-met");
        assertThat(refused.body().path("missing").toString()).contains("RESEARCH");
        assertThat(refused.text("detail")).contains("admin");
    }
}
