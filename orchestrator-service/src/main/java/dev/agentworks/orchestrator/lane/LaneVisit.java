package dev.agentworks.orchestrator.lane;

import java.util.UUID;

/**
 * A card's present visit, as its row stands.
 *
 * @param reported whether core knows how it was settled
 * @param recheckNo grows with every request to check the card again
 */
public record LaneVisit(
        UUID card,
        UUID workspace,
        UUID project,
        int number,
        int lane,
        LanePlan plan,
        VisitProgress.Settled settled,
        boolean reported,
        long recheckNo) {

    public LaneVisit unsettled() {
        return new LaneVisit(
                card,
                workspace,
                project,
                number,
                lane,
                plan,
                VisitProgress.Settled.NOT,
                false,
                recheckNo);
    }

    /** Whether core is still to be told how this visit was settled. */
    public boolean isToBeReported() {
        return settled != VisitProgress.Settled.NOT && !reported;
    }
}
