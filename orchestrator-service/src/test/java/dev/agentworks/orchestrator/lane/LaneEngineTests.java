package dev.agentworks.orchestrator.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.client.CardContext.NextLane;
import dev.agentworks.orchestrator.client.CardFacts;
import dev.agentworks.orchestrator.client.LaneFacts;
import dev.agentworks.orchestrator.lane.LaneEngine.Cursor;
import dev.agentworks.orchestrator.lane.LaneEngine.Hint;
import dev.agentworks.orchestrator.lane.VisitRun.State;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LaneEngineTests {

    private static final Cursor UNKNOWN = new Cursor(0, false);
    private static final List<String> SEQUENCE = List.of("CEO_COPILOT", "STRATEGY");
    private static final LanePlan PLAN = new LanePlan(SEQUENCE, List.of("DOCS", "QA"), false);
    private static final HoldCheck FREE = new HoldCheck.Known(null);

    @Test
    void aNewCardEntersItsLaneWithItsPlan() {
        assertThat(LaneEngine.decide(UNKNOWN, Hint.CREATED, cardInVisit(1)))
                .isEqualTo(new LaneStart.Enter(1, 0, 7, PLAN));
    }

    @Test
    void aMoveIsANewVisitEvenBackIntoTheSameLane() {
        assertThat(LaneEngine.decide(new Cursor(2, false), Hint.CHANGED, cardInVisit(3)))
                .isEqualTo(new LaneStart.Enter(3, 0, 7, PLAN));
    }

    @Test
    void aVisitThatIsKnownOrPastStartsNothing() {
        assertThat(LaneEngine.decide(new Cursor(3, false), Hint.CHANGED, cardInVisit(3)))
                .isEqualTo(new LaneStart.Nothing());
        assertThat(LaneEngine.decide(new Cursor(3, false), Hint.CHANGED, cardInVisit(2)))
                .isEqualTo(new LaneStart.Nothing());
    }

    @Test
    void aCardMadeByAnAgentStartsNothingByItself() {
        assertThat(LaneEngine.decide(UNKNOWN, Hint.CREATED_BY_AGENT, cardInVisit(1)))
                .isEqualTo(new LaneStart.Enter(1, 0, 7, LanePlan.quiet()));
    }

    @Test
    void aChangeSeenBeforeTheMakingLeavesTheDecisionToTheMaking() {
        assertThat(LaneEngine.decide(UNKNOWN, Hint.CHANGED, cardInVisit(1)))
                .isEqualTo(new LaneStart.Nothing());
    }

    @Test
    void aCardMadeByAnAgentAndMovedByAPersonStartsInItsNewLaneWhicheverEventComesFirst() {
        var expected = new LaneStart.Enter(2, 0, 7, PLAN);

        assertThat(LaneEngine.decide(UNKNOWN, Hint.CREATED_BY_AGENT, cardInVisit(2)))
                .isEqualTo(expected);
        assertThat(LaneEngine.decide(UNKNOWN, Hint.CHANGED, cardInVisit(2))).isEqualTo(expected);
    }

    @Test
    void aDeletedCardEndsItsWorkUntilItIsRestored() {
        assertThat(LaneEngine.decide(new Cursor(1, false), Hint.DELETED, null))
                .isEqualTo(new LaneStart.Gone());
        assertThat(LaneEngine.decide(new Cursor(1, false), Hint.CHANGED, null))
                .isEqualTo(new LaneStart.Gone());
        assertThat(LaneEngine.decide(new Cursor(1, true), Hint.CHANGED, cardInVisit(2)))
                .isEqualTo(new LaneStart.Enter(2, 0, 7, PLAN));
        // the event of its end comes late, or twice
        assertThat(LaneEngine.decide(new Cursor(2, false), Hint.DELETED, cardInVisit(2)))
                .isEqualTo(new LaneStart.Nothing());
        assertThat(LaneEngine.decide(new Cursor(1, true), Hint.DELETED, null))
                .isEqualTo(new LaneStart.Gone());
    }

    @Test
    void theSequenceGoesOnInOrderThenAllOthersStandSideBySide() {
        assertThat(work(FREE)).containsExactly(start("CEO_COPILOT", 0));
        assertThat(work(FREE, in(0, State.COMPLETED))).containsExactly(start("STRATEGY", 1));
        assertThat(work(FREE, in(0, State.COMPLETED), in(1, State.OPEN))).isEmpty();
        assertThat(work(FREE, in(0, State.COMPLETED), in(1, State.COMPLETED)))
                .containsExactly(start("DOCS", 2), start("QA", 3));
    }

    @Test
    void aStayIsSettledWhenTheLastOfThoseSideBySideIsOver() {
        assertThat(
                        work(
                                FREE,
                                in(0, State.COMPLETED),
                                in(1, State.COMPLETED),
                                in(2, State.COMPLETED),
                                in(3, State.OPEN)))
                .isEmpty();
        assertThat(
                        work(
                                FREE,
                                in(0, State.COMPLETED),
                                in(1, State.SKIPPED),
                                in(2, State.COMPLETED),
                                in(3, State.COMPLETED)))
                .containsExactly(new LaneWork.Settle(VisitProgress.Settled.COMPLETED));
    }

    @Test
    void aFailureStopsWhatFollowsAndItsRetryGoesOn() {
        assertThat(work(FREE, in(0, State.FAILED)))
                .containsExactly(new LaneWork.Settle(VisitProgress.Settled.INCOMPLETE));
        assertThat(work(FREE, in(0, State.FAILED), in(0, State.OPEN))).isEmpty();
        assertThat(work(FREE, in(0, State.FAILED), in(0, State.COMPLETED)))
                .containsExactly(start("STRATEGY", 1));
    }

    @Test
    void aStayThatWaitsForAPersonIsSettledOnlyAfterSomethingWasStarted() {
        var plan = LanePlan.quiet();

        assertThat(LaneEngine.work(progress(plan), Set.of(), FREE)).isEmpty();
        assertThat(LaneEngine.work(progress(plan, byHand(State.COMPLETED)), Set.of(), FREE))
                .containsExactly(new LaneWork.Settle(VisitProgress.Settled.COMPLETED));
        assertThat(
                        LaneEngine.work(
                                progress(plan, byHand(State.FAILED), byHand(State.COMPLETED)),
                                Set.of(),
                                FREE))
                .containsExactly(new LaneWork.Settle(VisitProgress.Settled.COMPLETED));
    }

    @Test
    void aLaneWithoutAgentsIsSettledAtOnce() {
        assertThat(
                        LaneEngine.work(
                                progress(new LanePlan(List.of(), List.of(), false)),
                                Set.of(),
                                FREE))
                .containsExactly(new LaneWork.Settle(VisitProgress.Settled.COMPLETED));
    }

    @Test
    void anAgentThatIsSwitchedOffIsPassedOver() {
        assertThat(LaneEngine.work(progress(PLAN), Set.of("CEO_COPILOT"), FREE))
                .containsExactly(new LaneWork.Skip("CEO_COPILOT", 0), start("STRATEGY", 1));
    }

    @Test
    void workIsHeldBackWithItsReasonAndReleasedWhenThatIsGone() {
        var why = new RunWait("wip-limit-reached", "full");
        var held = in(0, State.HELD);

        assertThat(work(new HoldCheck.Known(why)))
                .containsExactly(new LaneWork.Start("CEO_COPILOT", 0, true, why));
        assertThat(work(new HoldCheck.Unknown()))
                .containsExactly(new LaneWork.Start("CEO_COPILOT", 0, true, null));
        assertThat(work(new HoldCheck.Known(why), held))
                .containsExactly(new LaneWork.Hold(held.run(), why));
        assertThat(work(new HoldCheck.Unknown(), held)).isEmpty();
        assertThat(work(FREE, held)).containsExactly(new LaneWork.Release(held.run()));
    }

    @Test
    void aBlockerAndAFullNextLaneHoldBackButAWarningDoesNot() {
        var free = cardInVisit(1);

        assertThat(LaneEngine.hold(free)).isNull();
        assertThat(LaneEngine.hold(with(free, new NextLane(2, "Test", 3, "WARN", 5)))).isNull();
        assertThat(LaneEngine.hold(with(free, new NextLane(2, "Test", 3, "ENFORCE", 2)))).isNull();
        assertThat(LaneEngine.hold(with(free, new NextLane(2, "Test", 3, "ENFORCE", 3))))
                .extracting(RunWait::code)
                .isEqualTo("wip-limit-reached");
        assertThat(LaneEngine.hold(with(free, null, free.card())))
                .isEqualTo(new RunWait("blocked-by-card", "Waits until APP-1 is done."));
    }

    private static List<LaneWork> work(HoldCheck view, VisitRun... attempts) {
        return LaneEngine.work(progress(PLAN, attempts), Set.of(), view);
    }

    private static VisitProgress progress(LanePlan plan, VisitRun... attempts) {
        return new VisitProgress(plan, List.of(attempts), VisitProgress.Settled.NOT);
    }

    private static LaneWork start(String agent, int ordinal) {
        return new LaneWork.Start(agent, ordinal, false, null);
    }

    private static VisitRun in(int ordinal, State state) {
        return new VisitRun(UUID.randomUUID(), PLAN.agent(ordinal), ordinal, state);
    }

    private static VisitRun byHand(State state) {
        return new VisitRun(UUID.randomUUID(), "DEV_BACKEND", null, state);
    }

    private static CardContext with(
            CardContext context, @Nullable NextLane next, CardFacts... blockers) {
        return new CardContext(
                context.workspaceId(),
                context.project(),
                context.card(),
                null,
                List.of(),
                List.of(),
                List.of(),
                context.lane(),
                context.laneVisit(),
                List.of(),
                List.of(blockers),
                next,
                null);
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
                        1,
                        null);
        var lane =
                new LaneFacts(
                        0,
                        "VISION",
                        "Vision",
                        7,
                        SEQUENCE,
                        List.of("DOCS", "QA"),
                        List.of(),
                        SEQUENCE,
                        null);
        return new CardContext(
                UUID.randomUUID(),
                new CardContext.Project(UUID.randomUUID(), "APP", "App", null),
                card,
                null,
                List.of(),
                List.of(),
                List.of(),
                lane,
                visit,
                List.of(),
                List.of(),
                null,
                null);
    }
}
