package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.events.Topics;
import dev.agentworks.orchestrator.FakeBoard;
import dev.agentworks.orchestrator.FakeRouter.Fault;
import dev.agentworks.starter.outbox.OutgoingMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Cards' lane visits: what starts, what is held back, and when core hears that all is over. */
class LaneVisitTests extends RunSituations {

    private final List<String> reorderings = new ArrayList<>();

    @AfterEach
    void listen() {
        BOARD.refuseSettledWith = 0;
    }

    @Test
    void theParallelAgentsStartTogetherAfterTheSequenceAndTheStayIsSettledOnce() {
        var card = BOARD.card("CEO_COPILOT");
        card.parallel = List.of("STRATEGY", "STORYBOARD");

        created(card);

        await().until(() -> states(card).size() == 3);
        await().until(() -> states(card).stream().allMatch(state -> state.endsWith("COMPLETED")));
        await().until(() -> !card.settled.isEmpty());
        assertThat(card.settled).containsOnly("1 true");
        assertThat(startsOf(card, "STRATEGY")).isAfterOrEqualTo(endOf(card, "CEO_COPILOT"));
    }

    @Test
    void aFailureSettlesTheStayAsIncompleteAndItsRetryCarriesTheSequenceOn() {
        var card = BOARD.card("CEO_COPILOT", "STRATEGY");
        ROUTER.faults.add(Fault.REFUSED_400);
        created(card);
        awaitStates(card, "CEO_COPILOT FAILED");
        await().until(() -> card.settled.equals(List.of("1 false")));

        retry(runs(card).getFirst());

        awaitStates(card, "CEO_COPILOT FAILED", "CEO_COPILOT COMPLETED", "STRATEGY COMPLETED");
        await().until(() -> card.settled.getLast().equals("1 true"));
    }

    @Test
    void aCardThatOnlyTakesAnotherPlaceInItsLaneIsNotReadAgain() {
        var card = BOARD.card();
        created(card);
        await().until(() -> card.contextsRead.get() == 1);

        for (var times = 0; times < 5; times++) {
            publisher.publish(reordered(card));
        }
        card.moveTo(1, "PRD");
        moved(card);

        // messages of a card come in their order: the five were handled before
        awaitStates(card, "PRD COMPLETED");
        assertThat(
                        jdbc.sql("select count(*) from inbox where event_id = any(?)")
                                .param(reorderings.toArray(String[]::new))
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    private OutgoingMessage reordered(FakeBoard.Card card) {
        var message = event(card, "moved", "user:" + UUID.randomUUID());
        var body = (ObjectNode) JSON.readTree(message.payload());
        ((ObjectNode) body.get("changes")).putObject("position").put("from", 1).put("to", 0);
        reorderings.add(message.eventId());
        return new OutgoingMessage(
                message.eventId(),
                message.topic(),
                message.orderingKey(),
                message.attributes(),
                body.toString());
    }

    @Test
    void coreIsToldAgainUntilItAnswers() {
        var card = BOARD.card("PRD");
        BOARD.refuseSettledWith = 503;
        created(card);
        awaitStates(card, "PRD COMPLETED");
        await().until(() -> settled(card).equals("COMPLETED false"));

        BOARD.refuseSettledWith = 0;
        jdbc.sql("update lane_visit set recheck_at = now() where card_id = :card")
                .param("card", card.id)
                .update();

        await().until(() -> card.settled.equals(List.of("1 true")));
        await().until(() -> settled(card).equals("COMPLETED true"));
    }

    @Test
    void anAgentWaitsForTheCardsThatBlockItsOwnAndStartsWhenTheyAreDone() {
        var blocker = BOARD.card();
        var card = BOARD.card("PRD");
        card.blockers.add(blocker);

        created(card);

        awaitStates(card, "PRD QUEUED");
        await().until(() -> "blocked-by-card".equals(waitingFor(card)));
        assertThat(published(Topics.AGENT_RUNS, runs(card).getFirst()))
                .last()
                .extracting(event -> event.path("waitingFor").path("code").asString())
                .isEqualTo("blocked-by-card");

        card.blockers.clear();
        publisher.publish(event(blocker, "updated", "user:1"));

        awaitStates(card, "PRD COMPLETED");
        assertThat(waitingFor(card)).isEqualTo("null");
    }

    @Test
    void anAgentWaitsWhileTheNextLaneIsFull() {
        var card = BOARD.card("PRD", "STRATEGY");
        ROUTER.held = new CountDownLatch(1);
        created(card);
        awaitStates(card, "PRD RUNNING");
        card.nextLane(3, 3, "ENFORCE");

        ROUTER.reset();

        awaitStates(card, "PRD COMPLETED", "STRATEGY QUEUED");
        await().until(() -> "wip-limit-reached".equals(waitingFor(card)));
        card.nextLane(2, 3, "ENFORCE");
        publisher.publish(event(BOARD.card(), "moved", "user:1"));
        awaitStates(card, "PRD COMPLETED", "STRATEGY COMPLETED");
    }

    @Test
    void whatWasHeldIsLookedAtByTimeWhenNoEventCame() {
        var card = BOARD.card("PRD");
        card.nextLane(3, 3, "ENFORCE");
        created(card);
        await().until(() -> "wip-limit-reached".equals(waitingFor(card)));

        card.nextLane(0, 3, "ENFORCE");
        jdbc.sql("update lane_visit set recheck_at = now() where card_id = :card")
                .param("card", card.id)
                .update();

        awaitStates(card, "PRD COMPLETED");
    }

    @Test
    void aHeldRunEndsWhenItsCardLeaves() {
        var card = BOARD.card("PRD");
        card.nextLane(3, 3, "ENFORCE");
        created(card);
        awaitStates(card, "PRD QUEUED");

        card.nextLane(0, 3, "ENFORCE");
        card.moveTo(2, "RESEARCH");
        moved(card);

        awaitStates(card, "PRD CANCELLED", "RESEARCH COMPLETED");
    }

    @Test
    void aCancelledRunSettlesItsStayAsIncomplete() {
        var card = BOARD.card("PRD");
        ROUTER.held = new CountDownLatch(1);
        created(card);
        awaitStates(card, "PRD RUNNING");

        as("MEMBER", "/api/runs/" + runs(card).getFirst() + "/cancel");

        awaitStates(card, "PRD CANCELLED");
        await().until(() -> card.settled.equals(List.of("1 false")));
    }

    private void retry(UUID run) {
        as("MEMBER", "/api/runs/" + run + "/retry");
    }

    private String waitingFor(FakeBoard.Card card) {
        return jdbc
                .sql(
                        "select waiting_code from run where card_id = :card order by created_at desc limit 1")
                .param("card", card.id)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list()
                .stream()
                .findFirst()
                .orElse("no run");
    }

    private String settled(FakeBoard.Card card) {
        return jdbc.sql(
                        "select settled || ' ' || settled_told::text from lane_visit where card_id = :card")
                .param("card", card.id)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .single();
    }

    private Instant startsOf(FakeBoard.Card card, String agent) {
        return moment(card, agent, "created_at");
    }

    private Instant endOf(FakeBoard.Card card, String agent) {
        return moment(card, agent, "finished_at");
    }

    private Instant moment(FakeBoard.Card card, String agent, String column) {
        return jdbc.sql(
                        "select "
                                + column
                                + " from run where card_id = :card and agent_id = :agent")
                .param("card", card.id)
                .param("agent", agent)
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .single();
    }
}
