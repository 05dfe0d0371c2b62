package dev.agentworks.orchestrator.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.client.CardFacts;
import dev.agentworks.orchestrator.client.LaneFacts;
import dev.agentworks.orchestrator.lane.LaneEngine.Cursor;
import dev.agentworks.orchestrator.lane.LaneEngine.Hint;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LaneEngineTests {

    private static final Cursor UNKNOWN = new Cursor(0, false);
    private static final List<String> SEQUENCE = List.of("CEO_COPILOT", "STRATEGY", "STORYBOARD");

    @Test
    void aNewCardEntersItsLaneAndStartsTheSequence() {
        assertThat(LaneEngine.decide(UNKNOWN, Hint.CREATED, cardInVisit(1)))
                .isEqualTo(new LaneStart.Enter(1, 0, 7, SEQUENCE));
    }

    @Test
    void aMoveIsANewVisitEvenBackIntoTheSameLane() {
        assertThat(LaneEngine.decide(new Cursor(2, false), Hint.CHANGED, cardInVisit(3)))
                .isEqualTo(new LaneStart.Enter(3, 0, 7, SEQUENCE));
    }

    @Test
    void aVisitThatIsKnownStartsNothingAgain() {
        assertThat(LaneEngine.decide(new Cursor(3, false), Hint.CHANGED, cardInVisit(3)))
                .isEqualTo(new LaneStart.Nothing());
    }

    @Test
    void aStaleReadStartsNothing() {
        assertThat(LaneEngine.decide(new Cursor(3, false), Hint.CHANGED, cardInVisit(2)))
                .isEqualTo(new LaneStart.Nothing());
    }

    @Test
    void aCardMadeByAnAgentStartsNothing() {
        assertThat(LaneEngine.decide(UNKNOWN, Hint.CREATED_BY_AGENT, cardInVisit(1)))
                .isEqualTo(new LaneStart.EnterQuietly(1, 0, 7));
    }

    @Test
    void aChangeSeenBeforeTheMakingLeavesTheDecisionToTheMaking() {
        assertThat(LaneEngine.decide(UNKNOWN, Hint.CHANGED, cardInVisit(1)))
                .isEqualTo(new LaneStart.Nothing());
    }

    @Test
    void aCardMadeByAnAgentAndMovedByAPersonStartsInItsNewLaneWhicheverEventComesFirst() {
        var expected = new LaneStart.Enter(2, 0, 7, SEQUENCE);

        assertThat(LaneEngine.decide(UNKNOWN, Hint.CREATED_BY_AGENT, cardInVisit(2)))
                .isEqualTo(expected);
        assertThat(LaneEngine.decide(UNKNOWN, Hint.CHANGED, cardInVisit(2))).isEqualTo(expected);
    }

    @Test
    void aDeletedCardEndsItsWorkOnceAndForAll() {
        assertThat(LaneEngine.decide(new Cursor(1, false), Hint.DELETED, null))
                .isEqualTo(new LaneStart.Gone());
        assertThat(LaneEngine.decide(new Cursor(1, false), Hint.CHANGED, null))
                .isEqualTo(new LaneStart.Gone());
        assertThat(LaneEngine.decide(new Cursor(1, true), Hint.CHANGED, cardInVisit(2)))
                .isEqualTo(new LaneStart.Nothing());
    }

    @Test
    void theSequenceGoesOnInOrderAndEnds() {
        assertThat(LaneEngine.following(SEQUENCE, 0)).isEqualTo("STRATEGY");
        assertThat(LaneEngine.following(SEQUENCE, 1)).isEqualTo("STORYBOARD");
        assertThat(LaneEngine.following(SEQUENCE, 2)).isNull();
        assertThat(LaneEngine.following(List.of(), 0)).isNull();
    }

    private static CardContext cardInVisit(int visit) {
        var card =
                new CardFacts(
                        UUID.randomUUID(),
                        "APP-1",
                        null,
                        null,
                        0,
                        "BLUEPRINT",
                        "A shop",
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        1);
        var lane =
                new LaneFacts(
                        0, "VISION", "Vision", 7, SEQUENCE, List.of(), List.of(), SEQUENCE, null);
        return new CardContext(
                UUID.randomUUID(),
                new CardContext.Project(UUID.randomUUID(), "APP", "App", null),
                card,
                null,
                List.of(),
                List.of(),
                lane,
                visit,
                List.of());
    }
}
