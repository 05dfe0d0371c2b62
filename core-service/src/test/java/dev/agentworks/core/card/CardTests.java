package dev.agentworks.core.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.core.board.LaneKey;
import dev.agentworks.core.board.LaneRule;
import dev.agentworks.core.board.LaneRule.WipPolicy;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rules of a card, without a database. */
class CardTests {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aChangeTellsOldAndNewOfWhatDiffersOnly() {
        var card = card(LaneKey.BUILD);

        var changes = card.change(titled(" Another "), NOW);

        assertThat(changes).containsOnly(Map.entry("title", new Change("A card", "Another")));
        assertThat(card.change(titled("Another"), NOW)).isEmpty();
    }

    @Test
    void anAgentBeginsACardOnce() {
        var card = card(LaneKey.BUILD);

        assertThat(card.begin(NOW)).containsOnlyKeys("status");
        assertThat(card.begin(NOW)).isEmpty();
    }

    @Test
    void theSameReviewTwiceIsRefused() {
        var card = card(LaneKey.REVIEW);
        card.review(ReviewState.REJECTED, NOW);

        assertThat(card.review(ReviewState.APPROVED, NOW)).containsOnlyKeys("reviewState");
        assertThatThrownBy(() -> card.review(ReviewState.APPROVED, NOW))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("approved already");
    }

    @Test
    void anotherLaneForgetsTheReview() {
        var card = card(LaneKey.REVIEW);
        card.review(ReviewState.APPROVED, NOW);

        var changes = card.enter(lane(LaneKey.TEST), "n", true, true, NOW);

        assertThat(changes)
                .containsOnly(
                        Map.entry(
                                "reviewState", new Change(ReviewState.APPROVED, ReviewState.NONE)));
    }

    @Test
    void theLastLaneEndsTheWorkThroughAnOpenGateOnly() {
        var met = card(LaneKey.DOCS);
        var overridden = card(LaneKey.DOCS);

        assertThat(met.enter(lane(LaneKey.LEARN), "n", true, true, NOW))
                .containsEntry("status", new Change(CardStatus.READY, CardStatus.DONE));
        assertThat(overridden.enter(lane(LaneKey.LEARN), "n", false, true, NOW)).isEmpty();
    }

    @Test
    void leavingTheLastLaneTakesTheWorkUpAgain() {
        var card = card(LaneKey.DOCS);
        card.enter(lane(LaneKey.LEARN), "n", true, true, NOW);

        assertThat(card.enter(lane(LaneKey.BUILD), "n", false, true, NOW))
                .containsEntry("status", new Change(CardStatus.DONE, CardStatus.IN_PROGRESS));
    }

    private static CardChange titled(String title) {
        return new CardChange(
                title, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static Card card(LaneKey lane) {
        var command =
                new NewCard(
                        "A card",
                        CardType.TASK,
                        "",
                        lane.number(),
                        Priority.MEDIUM,
                        List.of(),
                        List.of(),
                        null,
                        null);
        return new Card(CardId.next(), command, lane(lane), 1, "m", false, NOW);
    }

    private static LaneView lane(LaneKey key) {
        var rule =
                new LaneRule(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        WipPolicy.WARN,
                        "completed",
                        false,
                        false);
        return new LaneView(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                key.number(),
                key.name(),
                key.name(),
                1,
                rule);
    }
}
