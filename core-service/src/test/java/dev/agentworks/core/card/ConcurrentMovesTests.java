package dev.agentworks.core.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
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

class ConcurrentMovesTests extends CoreTest {

    @Autowired private CardRuns runs;

    @Test
    void manyPeopleMovingAtOnceNeverLoseACardNorShareAPlace() throws Exception {
        var person = situations.person();
        var project = situations.project(person);
        var cards = new ArrayList<String>();
        for (var count = 0; count < 12; count++) {
            cards.add(situations.card(person, project, 5).path("id").asString());
        }

        var moves = new ArrayList<Callable<Integer>>();
        for (var round = 0; round < 8; round++) {
            for (var card : cards) {
                moves.add(() ->
                        situations
                                .as(
                                        person,
                                        "PUT",
                                        "/api/cards/" + card + "/move",
                                        Map.of("toLane", 5, "position", 0))
                                .status());
            }
        }
        try (var people = Executors.newFixedThreadPool(8)) {
            for (var move : people.invokeAll(moves, 60, TimeUnit.SECONDS)) {
                assertThat(move.get()).isIn(200, 409);
            }
        }

        var shown =
                situations
                        .as(
                                person,
                                "GET",
                                "/api/boards/" + project.path("boardId").asString(),
                                null)
                        .body()
                        .path("cards");
        assertThat(shown.valueStream().map(it -> it.path("id").asString()))
                .containsExactlyInAnyOrderElementsOf(cards);
        assertThat(shown.valueStream().map(it -> it.path("position").asInt()))
                .doesNotHaveDuplicates();
    }

    @Test
    void runsThatBeginWhileTheirCardIsMovedNeverWaitInACircle() throws Exception {
        var person = situations.person();
        var project = situations.project(person);
        var card = situations.card(person, project, 5);

        var work = new ArrayList<Callable<Integer>>();
        for (var round = 0; round < 40; round++) {
            var lane = round % 5;
            work.add(() ->
                    situations
                            .move(
                                    person,
                                    card,
                                    Map.of("toLane", lane, "override", true, "reason", "r"))
                            .status());
            work.add(() -> {
                new RunHappenings(runs, card, "DEV_BACKEND").is(RunStatus.RUNNING);
                return 200;
            });
            work.add(() ->
                    situations
                            .as(
                                    person,
                                    "POST",
                                    "/api/cards/" + card.path("id").asString() + "/comments",
                                    Map.of("body", "Look."))
                            .status());
        }

        try (var people = Executors.newFixedThreadPool(8)) {
            for (var done : people.invokeAll(work, 60, TimeUnit.SECONDS)) {
                assertThat(done.get()).isIn(200, 201);
            }
        }
    }
}
