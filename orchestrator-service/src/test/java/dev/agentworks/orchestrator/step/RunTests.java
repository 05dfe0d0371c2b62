package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.events.Topics;
import dev.agentworks.orchestrator.FakeBoard;
import dev.agentworks.orchestrator.FakeRouter;
import dev.agentworks.orchestrator.FakeRouter.Fault;
import dev.agentworks.orchestrator.client.Interruption;
import dev.agentworks.starter.outbox.OutgoingMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunTests extends RunSituations {

    @Test
    void aNewCardRunsTheLanesAgentsInOrderAndEachLeavesItsWork() {
        var card = BOARD.card("CEO_COPILOT", "STRATEGY", "STORYBOARD");

        created(card);

        awaitStates(card, "CEO_COPILOT COMPLETED", "STRATEGY COMPLETED", "STORYBOARD COMPLETED");
        assertThat(BOARD.appliedOn(card))
                .extracting(effect ->
                        effect.path("kind").asString() + " " + effect.path("agentId").asString())
                .containsExactly(
                        "write_document CEO_COPILOT", "add_comment CEO_COPILOT",
                        "write_document STRATEGY", "add_comment STRATEGY",
                        "write_document STORYBOARD", "add_comment STORYBOARD");
        var sums =
                jdbc.sql(
                                "select total_tokens, price, simulated, summary from run where run_id = :run")
                        .param("run", runs(card).getFirst())
                        .query()
                        .singleRow();
        assertThat(sums.get("total_tokens")).isEqualTo(360L);
        assertThat((BigDecimal) sums.get("price")).isEqualByComparingTo("0.15");
        assertThat(sums.get("simulated")).isEqualTo(true);
        assertThat(sums.get("summary")).isEqualTo("CEO_COPILOT is done");
    }

    @Test
    void announcesEveryRunWithoutAGapFromQueuedToCompleted() {
        var card = BOARD.card("CEO_COPILOT");

        created(card);
        awaitStates(card, "CEO_COPILOT COMPLETED");

        var run = runs(card).getFirst();
        await().untilAsserted(() ->
                assertThat(published(Topics.AGENT_RUNS, run))
                        .last()
                        .extracting(event -> event.path("eventType").asString())
                        .isEqualTo("completed"));
        var events = published(Topics.AGENT_RUNS, run);
        assertThat(events)
                .extracting(event -> event.path("runSeq").asLong())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(events)
                .extracting(event -> event.path("eventType").asString())
                .startsWith("waiting", "started", "progress");
    }

    @Test
    void theTerminalGetsJournalLinesWithoutAGapAndTheModelsText() {
        var card = BOARD.card("CEO_COPILOT");

        created(card);
        awaitStates(card, "CEO_COPILOT COMPLETED");

        var run = runs(card).getFirst();
        await().untilAsserted(() ->
                assertThat(lines(run, "journal")).last().asString().startsWith("completed: "));
        assertThat(lines(run, "journal"))
                .startsWith("CEO_COPILOT is queued", "CEO_COPILOT starts")
                .anyMatch(line -> line.startsWith("wrote BLUEPRINT"));
        assertThat(lines(run, "model-llm/1-0"))
                .containsExactly("I look at what is there.", "Then I write.");
        var batches =
                published(Topics.AGENT_RUN_LOGS, run).stream()
                        .filter(batch -> batch.path("producer").asString().equals("journal"))
                        .flatMap(batch -> batch.path("entries").valueStream())
                        .toList();
        assertThat(batches)
                .filteredOn(entry -> entry.path("metadata").path("final").asBoolean(false))
                .containsExactly(batches.getLast());
        assertThat(batches)
                .filteredOn(entry -> entry.path("metadata").path("said").has("model-llm/1-0"))
                .extracting(
                        entry -> entry.path("metadata").path("said").path("model-llm/1-0").asLong())
                .containsExactly(2L);
        await().untilAsserted(() ->
                assertThat(published(Topics.AGENT_RUNS, run))
                        .last()
                        .extracting(event -> event.path("logSeq").asLong())
                        .isEqualTo((long) batches.size()));
        var next = 1L;
        for (var batch : published(Topics.AGENT_RUN_LOGS, run)) {
            if (batch.path("producer").asString().equals("journal")) {
                assertThat(batch.path("firstSeq").asLong()).isEqualTo(next);
                next += batch.path("entries").size();
            }
        }
    }

    @Test
    void doubledAndReorderedEventsStartEachRunOnce() {
        var cards = List.of(BOARD.card("PRD"), BOARD.card("PRD"), BOARD.card("PRD"));
        var events = new ArrayList<OutgoingMessage>();
        for (var card : cards) {
            events.add(event(card, "created", "user:1"));
            events.add(event(card, "updated", "user:1"));
            events.add(event(card, "updated", "agent:PRD"));
        }

        publisher.publishTwice(events);
        publisher.publishReversed(events);

        cards.forEach(card -> awaitStates(card, "PRD COMPLETED"));
    }

    @Test
    void movingACardEndsTheWorkOfTheLaneItLeft() {
        var card = BOARD.card("CEO_COPILOT", "STRATEGY");
        ROUTER.held = new CountDownLatch(1);
        created(card);
        awaitStates(card, "CEO_COPILOT RUNNING");

        card.moveTo(1, "PRD");
        moved(card);
        await().until(() -> states(card).size() == 2);
        ROUTER.reset();

        awaitStates(card, "CEO_COPILOT CANCELLED", "PRD COMPLETED");
    }

    @Test
    void comingBackIsANewVisitWithNewRuns() {
        var card = BOARD.card("PRD");
        created(card);
        awaitStates(card, "PRD COMPLETED");

        card.moveTo(2, "RESEARCH");
        moved(card);
        awaitStates(card, "PRD COMPLETED", "RESEARCH COMPLETED");
        card.moveTo(1, "PRD");
        moved(card);

        awaitStates(card, "PRD COMPLETED", "RESEARCH COMPLETED", "PRD COMPLETED");
    }

    @Test
    void aCardMadeByAnAgentStartsNothing() {
        var byAgent = BOARD.card("PRD");
        var byPerson = BOARD.card("PRD");

        publisher.publish(event(byAgent, "created", "agent:MVP_SCOPE"));
        created(byPerson);

        awaitStates(byPerson, "PRD COMPLETED");
        await().until(() ->
                jdbc.sql("select count(*) from lane_visit where card_id = :card")
                                .param("card", byAgent.id)
                                .query(Integer.class)
                                .single()
                        == 1);
        assertThat(states(byAgent)).isEmpty();
    }

    @Test
    void aFailedRunStopsTheSequence() {
        var card = BOARD.card("CEO_COPILOT", "STRATEGY");
        ROUTER.faults.add(Fault.REFUSED_400);

        created(card);

        awaitStates(card, "CEO_COPILOT FAILED");
        assertThat(error(card)).isEqualTo("model-unknown");
    }

    @Test
    void anAgentThatDoesNotExistFailsBeforeAnyModelIsAsked() {
        var card = BOARD.card("NOBODY");

        created(card);

        awaitStates(card, "NOBODY FAILED");
        assertThat(error(card)).isEqualTo("agent-unknown");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "CAPACITY_429",
                "IN_PROGRESS_202",
                "INDETERMINATE_409",
                "FAILED_RETRYABLE",
                "CUT_STREAM"
            })
    void aModelCallThatGoesWrongOnceIsMadeGood(Fault fault) {
        var card = BOARD.card("PRD");
        ROUTER.faults.add(fault);

        created(card);

        awaitStates(card, "PRD COMPLETED");
        assertEveryKeyWasDispatchedOnce();
    }

    @Test
    void aRunThatIsNotOverInTimeFailsAndSaysWhatItWaitedFor() {
        var card = BOARD.card("PRD");
        ROUTER.faults.add(Fault.CAPACITY_429);
        created(card);
        awaitStates(card, "PRD WAITING");

        jdbc.sql("update run set deadline_at = now() where card_id = :card")
                .param("card", card.id)
                .update();

        awaitStates(card, "PRD FAILED");
        assertThat(error(card)).isEqualTo("provider-unavailable");
    }

    @Test
    void threeTurnsInARowWithNothingButWrongCallsEndTheRun() {
        var card = BOARD.card("PRD");
        ROUTER.model =
                _ ->
                        FakeRouter.answer(
                                "I try.",
                                FakeRouter.call(
                                        "write_document",
                                        JSON.createObjectNode().put("type", "NOVEL")));

        created(card);

        awaitStates(card, "PRD FAILED");
        assertThat(error(card)).isEqualTo("too-many-wrong-calls");
        assertThat(BOARD.appliedOn(card)).isEmpty();
        assertThat(answersSeen(card))
                .filteredOn(text -> text.contains("wrong arguments"))
                .hasSize(2);
    }

    @Test
    void anAgentThatStopsWithoutFinishIsToldTwice() {
        var card = BOARD.card("PRD");
        ROUTER.model = _ -> FakeRouter.answer("I think that is all.");

        created(card);

        awaitStates(card, "PRD FAILED");
        assertThat(error(card)).isEqualTo("finish-missing");
    }

    @Test
    void anAgentCannotFinishBeforeItLeftItsDocument() {
        var card = BOARD.card("PRD");
        ROUTER.model =
                request ->
                        request.path("messages").size() == 1
                                ? FakeRouter.answer(
                                        "Done!",
                                        FakeRouter.call(
                                                "finish",
                                                JSON.createObjectNode().put("summary", "nothing")))
                                : FakeRouter.sensible(request);

        created(card);

        awaitStates(card, "PRD COMPLETED");
        assertThat(answersSeen(card)).anyMatch(text -> text.contains("document:PRD"));
    }

    @Test
    void aBoardThatDoesNotAnswerIsWaitedFor() {
        var card = BOARD.card("PRD");
        BOARD.refuseContextWith = 503;
        created(card);
        publisher.publish(event(card, "updated", "user:1"));
        assertThat(states(card)).isEmpty();

        BOARD.refuseContextWith = 0;

        awaitStates(card, "PRD COMPLETED");
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLetters() {
        publisher.publish(
                new OutgoingMessage(
                        UUID.randomUUID().toString(),
                        Topics.CARD_EVENTS,
                        null,
                        Map.of(),
                        "{no json"));
        publisher.publish(
                new OutgoingMessage(
                        UUID.randomUUID().toString(), Topics.RUN_WORK, null, Map.of(), "{}"));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(
                                        jdbc.sql("select count(*) from dead_letter")
                                                .query(Integer.class)
                                                .single())
                                .isGreaterThanOrEqualTo(2));
    }

    @Test
    void anInterruptionRegisteredTooLateFreesAtOnce() {
        var interruption = new Interruption();
        interruption.interrupt(Interruption.Reason.SHUTDOWN);
        var freed = new CountDownLatch(1);

        interruption.whileWaiting(freed::countDown);

        assertThat(freed.getCount()).isZero();
    }

    private List<String> lines(UUID run, String producer) {
        return published(Topics.AGENT_RUN_LOGS, run).stream()
                .filter(batch -> batch.path("producer").asString().equals(producer))
                .flatMap(batch -> batch.path("entries").valueStream())
                .map(entry -> entry.path("message").asString())
                .toList();
    }

    private List<String> answersSeen(FakeBoard.Card card) {
        return ROUTER.requests.stream()
                .filter(request -> request.path("cardId").asString().equals(card.id.toString()))
                .reduce((_, last) -> last)
                .orElseThrow()
                .path("messages")
                .valueStream()
                .filter(message -> message.path("role").asString().equals("tool"))
                .map(message -> message.path("content").asString())
                .toList();
    }
}
