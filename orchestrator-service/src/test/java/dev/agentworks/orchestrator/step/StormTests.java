package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.events.Topics;
import dev.agentworks.orchestrator.FakeBoard;
import dev.agentworks.orchestrator.FakeRouter;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.outbox.OutgoingMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;

/** Messages too many, in any order, and all at once. */
class StormTests extends RouteSituations {

    @Autowired RunEngine engine;
    @Autowired Environment environment;

    @Test
    void everyMessageUpToFiveTimesAtOnceStartsEachRunOnce() throws Exception {
        var random = new Random(3);
        var cards = new ArrayList<FakeBoard.Card>();
        var storm = new ArrayList<OutgoingMessage>();
        int distinct = 0;
        for (int i = 0; i < 12; i++) {
            var card = BOARD.card("PRD", "STRATEGY");
            cards.add(card);
            for (var type : List.of("created", "updated", "updated")) {
                storm.addAll(
                        Collections.nCopies(
                                1 + random.nextInt(5), event(card, type, "user:storm")));
                distinct++;
            }
        }
        Collections.shuffle(storm, random);

        send(storm);
        cards.forEach(card -> await().until(() -> states(card).size() == 2));
        var wakeUps = new ArrayList<OutgoingMessage>();
        cards.forEach(card ->
                runs(card)
                        .forEach(run ->
                                wakeUps.addAll(
                                        Collections.nCopies(1 + random.nextInt(5), wakeUp(run)))));
        send(wakeUps);

        cards.forEach(card -> awaitStates(card, "PRD COMPLETED", "STRATEGY COMPLETED"));
        assertThat(ROUTER.dispatches).allSatisfy((_, calls) -> assertThat(calls).hasValue(1));
        assertThat(
                        jdbc.sql(
                                        "select count(*) from inbox where consumer = 'orchestrator.card-events' and event_id = any(:ids)")
                                .param(
                                        "ids",
                                        storm.stream()
                                                .map(OutgoingMessage::eventId)
                                                .distinct()
                                                .toArray(String[]::new))
                                .query(Integer.class)
                                .single())
                .isEqualTo(distinct);
        for (var card : cards) {
            assertThat(BOARD.appliedOn(card))
                    .filteredOn(effect -> effect.path("kind").asString().equals("add_comment"))
                    .hasSize(2);
            for (var run : runs(card)) {
                await().untilAsserted(() -> assertContiguous(run));
            }
        }
    }

    @Test
    void eventsInAnyOrderLeadToTheLaneTheCardStandsIn() throws Exception {
        for (long seed = 0; seed < 15; seed++) {
            var random = new Random(seed);
            var card = BOARD.card("PRD");
            var events = new ArrayList<OutgoingMessage>();
            events.add(event(card, "created", "user:1"));
            int moves = 1 + random.nextInt(4);
            for (int i = 0; i < moves; i++) {
                card.moveTo(i + 1, i + 1 == moves ? "RESEARCH" : "STRATEGY");
                events.add(event(card, "moved", "user:1"));
            }
            Collections.shuffle(events, random);

            send(events);

            await().until(() -> card.settled.contains((moves + 1) + " true"));
            assertThat(
                            jdbc.sql(
                                            "select agent_id from run where card_id = :card and lane_visit_no = :visit")
                                    .param("card", card.id)
                                    .param("visit", moves + 1)
                                    .query(String.class)
                                    .list())
                    .containsExactly("RESEARCH");
            assertThat(
                            jdbc.sql(
                                            "select count(*) from lane_visit where card_id = :card and state = 'ACTIVE'")
                                    .param("card", card.id)
                                    .query(Integer.class)
                                    .single())
                    .isEqualTo(1);
        }
    }

    @Test
    void thousandsOfWakeUpsAtBusyWorkersAreAnsweredAndTheQueueDrainsByPriority() throws Exception {
        ROUTER.model =
                _ ->
                        FakeRouter.answer(
                                "So.",
                                FakeRouter.call(
                                        "finish", JSON.createObjectNode().put("summary", "done")));
        ROUTER.held = new CountDownLatch(1);
        var busy = tasks("medium", 8);
        await().until(() -> statuses(busy).stream().allMatch("RUNNING"::equals));
        var low = tasks("low", 8);
        var high = tasks("high", 8);
        var all = new ArrayList<UUID>(low);
        all.addAll(high);

        var watch = new ClaimWatch(environment);
        var answers = new ArrayList<Future<?>>();
        long start = System.nanoTime();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 5_000; i++) {
                var run = all.get(i % all.size());
                answers.add(
                        senders.submit(() -> {
                            engine.wakeUp(run);
                            return run;
                        }));
            }
        }
        for (var answer : answers) {
            answer.get();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        ROUTER.reset();
        ROUTER.model =
                _ ->
                        FakeRouter.answer(
                                "So.",
                                FakeRouter.call(
                                        "finish", JSON.createObjectNode().put("summary", "done")));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> statuses(all).stream().allMatch("COMPLETED"::equals));
        var claims = watch.seen();
        assertThat(claims.claims()).isEqualTo(all.size());
        assertThat(claims.passing()).as("claims made while a more urgent run was due").isEmpty();
        assertThat(moment("max", high)).isBeforeOrEqualTo(moment("min", low));
    }

    private void send(List<OutgoingMessage> messages) throws Exception {
        try (var senders = Executors.newFixedThreadPool(8)) {
            for (var message : messages) {
                senders.submit(() -> publisher.publish(message));
            }
        }
    }

    private static OutgoingMessage wakeUp(UUID run) {
        return new OutgoingMessage(
                Uuids.v7().toString(),
                Topics.RUN_WORK,
                null,
                Map.of("eventType", "poke"),
                JSON.createObjectNode().put("runId", run.toString()).toString());
    }

    private void assertContiguous(UUID run) {
        var events =
                published(Topics.AGENT_RUNS, run).stream()
                        .map(event -> event.path("runSeq").asLong())
                        .distinct()
                        .sorted()
                        .toList();
        assertThat(events)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(published(Topics.AGENT_RUNS, run))
                .anyMatch(event -> event.path("eventType").asString().equals("completed"));
    }

    private List<UUID> tasks(String priority, int count) {
        var task =
                "{\"agent\":\"PRD\",\"input\":\"x\",\"timeout\":300,\"priority\":\"%s\"},"
                        .formatted(priority)
                        .repeat(count);
        return call(
                        HttpMethod.POST,
                        "/api/v1/batch",
                        MEMBER,
                        "{\"tasks\":[%s]}".formatted(task.substring(0, task.length() - 1)),
                        null)
                .body()
                .path("tasks")
                .valueStream()
                .map(taken -> UUID.fromString(taken.path("taskId").asString()))
                .toList();
    }

    private List<String> statuses(List<UUID> runs) {
        return jdbc.sql("select status from run where run_id = any(:runs)")
                .param("runs", runs.toArray(UUID[]::new))
                .query((row, _) -> row.getString(1))
                .list();
    }

    private Instant moment(String which, List<UUID> runs) {
        return jdbc.sql("select %s(started_at) from run where run_id = any(:runs)".formatted(which))
                .param("runs", runs.toArray(UUID[]::new))
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .single();
    }
}
