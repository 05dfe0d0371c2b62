package dev.agentworks.orchestrator.lane;

import java.util.UUID;

/**
 * A card's present stay, as its row stands.
 *
 * @param told whether core has heard how it was settled
 * @param lookNo grows whenever somebody asks that the card be looked at again
 */
public record Visit(
        UUID card,
        UUID workspace,
        UUID project,
        int number,
        int lane,
        LanePlan plan,
        Stay.Settled settled,
        boolean told,
        long lookNo) {

    public Visit unsettled() {
        return new Visit(
                card, workspace, project, number, lane, plan, Stay.Settled.NOT, false, lookNo);
    }

    /** Core does not know yet how this stay was settled. */
    public boolean isToBeTold() {
        return settled != Stay.Settled.NOT && !told;
    }
}
