package dev.agentworks.core.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.core.lanevisit.CardRuns;
import dev.agentworks.core.lanevisit.RunHappenings;
import dev.agentworks.events.run.RunStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

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
    void cardsMadeAtOnceAreNumberedWithoutAGapAndStandInTheOrderOfTheirNumbers() throws Exception {
        var person = situations.person();
        var project = situations.project(person);
        situations.rule(person, project, 2, Map.of("wipLimit", 30, "wipPolicy", "ENFORCE"));

        var made = new ArrayList<Callable<Integer>>();
        for (var count = 0; count < 120; count++) {
            var lane = 1 + count % 2;
            made.add(() -> situations.card(person, project, lane, Map.of()).status());
        }
        var refused = 0;
        try (var people = Executors.newFixedThreadPool(8)) {
            for (var done : people.invokeAll(made, 60, TimeUnit.SECONDS)) {
                assertThat(done.get()).isIn(201, 409);
                refused += done.get() == 409 ? 1 : 0;
            }
        }

        // what was refused took no number with it
        assertThat(refused).isEqualTo(30);
        var cards = board(person, project).path("cards").valueStream().toList();
        assertThat(cards.stream().map(card -> card.path("number").asInt()))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 90).boxed().toList());
        for (var lane : List.of(1, 2)) {
            var numbers =
                    cards.stream()
                            .filter(card -> card.path("lane").asInt() == lane)
                            .map(card -> card.path("number").asInt())
                            .toList();
            assertThat(numbers).isSorted();
        }
    }

    @Test
    void whateverPeopleDoAtOnceTheBoardHoldsTogetherAndTheFeedTellsEachChangeOnce()
            throws Exception {
        for (var seed = 1; seed <= 3; seed++) {
            var random = new Random(seed);
            var person = situations.person();
            var project = situations.project(person);
            var cards = new ArrayList<JsonNode>();
            for (var count = 0; count < 10; count++) {
                cards.add(situations.card(person, project, random.nextInt(6)));
            }
            var work = new ArrayList<Callable<Integer>>();
            for (var count = 0; count < 150; count++) {
                var card = cards.get(random.nextInt(cards.size()));
                var other = cards.get(random.nextInt(cards.size())).path("id").asString();
                var wish = new HashMap<String, Object>();
                wish.put("toLane", random.nextInt(6));
                wish.put("override", true);
                wish.put("reason", "at random");
                switch (random.nextInt(4)) {
                    case 0 -> wish.put("position", random.nextInt(12));
                    case 1 -> wish.put("beforeId", other);
                    case 2 -> wish.put("afterId", other);
                    default -> {}
                }
                var lane = random.nextInt(6);
                work.add(
                        random.nextInt(5) == 0
                                ? () -> situations.card(person, project, lane, Map.of()).status()
                                : () -> situations.move(person, card, wish).status());
            }
            var moved = 0;
            var made = 10;
            try (var people = Executors.newFixedThreadPool(8)) {
                for (var done : people.invokeAll(work, 60, TimeUnit.SECONDS)) {
                    // 400: the neighbour stands in another lane
                    assertThat(done.get()).isIn(200, 201, 400);
                    moved += done.get() == 200 ? 1 : 0;
                    made += done.get() == 201 ? 1 : 0;
                }
            }

            var shown = board(person, project).path("cards").valueStream().toList();
            assertThat(shown).hasSize(made);
            for (var lane = 0; lane < 6; lane++) {
                var number = lane;
                var places =
                        shown.stream()
                                .filter(card -> card.path("lane").asInt() == number)
                                .map(card -> card.path("position").asInt())
                                .toList();
                assertThat(places).isEqualTo(IntStream.range(0, places.size()).boxed().toList());
            }
            var told =
                    situations
                            .internal(
                                    "GET",
                                    "/internal/workspaces/"
                                            + person.workspace()
                                            + "/feed?after=0&limit=1000",
                                    "core:feed",
                                    null)
                            .body()
                            .path("events");
            assertThat(told.valueStream().map(event -> event.path("type").asString()))
                    .filteredOn("card.moved"::equals)
                    .hasSize(moved);
            assertThat(told.valueStream().map(event -> event.path("type").asString()))
                    .filteredOn("card.created"::equals)
                    .hasSize(made);
        }
    }

    private JsonNode board(Person person, JsonNode project) {
        return situations
                .as(person, "GET", "/api/boards/" + project.path("boardId").asString(), null)
                .body();
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
