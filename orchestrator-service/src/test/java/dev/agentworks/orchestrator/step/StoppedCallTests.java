package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.orchestrator.FakeBoard;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A model call whose answer nobody wants any more is ended at once, whatever made it unwanted. */
@TestPropertySource(properties = "agentworks.runs.lease=30s")
class StoppedCallTests extends RunSituations {

    private static final Duration WITHIN_SECONDS = Duration.ofSeconds(5);

    @Test
    void archivingTheCardEndsTheCall() {
        var card = speaking();

        BOARD.remove(card);
        publisher.publish(event(card, "deleted", "user:1"));

        assertEnded(card, "superseded");
    }

    @Test
    void movingTheCardOnEndsTheCall() {
        var card = speaking();

        card.moveTo(1);
        moved(card);

        assertEnded(card, "superseded");
    }

    @Test
    void cancellingEndsTheCall() {
        var card = speaking();

        as("MEMBER", "/api/runs/" + runs(card).getFirst() + "/cancel");

        assertEnded(card, "cancelled");
    }

    @Test
    void archivingIsHeardOfByAnotherProcessThanTheOneAtWork() {
        var card = speaking();

        // as another process leaves it in the row
        jdbc.sql("update run set stop_reason = 'SUPERSEDED' where card_id = :card")
                .param("card", card.id)
                .update();

        assertEnded(card, "superseded");
    }

    private FakeBoard.Card speaking() {
        var card = BOARD.card("PRD");
        ROUTER.held = new CountDownLatch(1);
        int streams = ROUTER.streaming.get();
        created(card);
        awaitStates(card, "PRD RUNNING");
        await().until(() -> ROUTER.streaming.get() > streams);
        return card;
    }

    // nothing else lets the vendor's answer come to its end
    private void assertEnded(FakeBoard.Card card, String code) {
        await().atMost(WITHIN_SECONDS)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(states(card)).containsExactly("PRD CANCELLED"));
        assertThat(error(card)).isEqualTo(code);
        assertThat(ROUTER.cancelled).hasSize(1);
        assertThat(ROUTER.dispatches).hasSize(1);
    }
}
