package dev.agentworks.core.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConcurrentMovesTests extends CoreTest {

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
}
