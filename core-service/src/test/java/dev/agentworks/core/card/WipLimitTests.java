package dev.agentworks.core.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WipLimitTests extends CoreTest {

    private static final Map<String, Object> ENFORCED =
            Map.of("wipLimit", 1, "wipPolicy", "ENFORCE");

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
    void anAgentIsToldWhyItsCardWasNotMade() {
        var person = situations.person();
        var project = situations.project(person);
        situations.rule(person, project, 1, ENFORCED);
        var parent = situations.card(person, project, 0);
        assertThat(situations.child(person, parent, "FEATURE").status()).isEqualTo(200);

        var refused = situations.child(person, parent, "FEATURE");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail"))
                .contains("PRD / MVP Definition holds at most 1 cards and is full");
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
