package dev.agentworks.orchestrator.lane;

import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.client.CardFacts;
import dev.agentworks.orchestrator.client.LaneFacts;
import java.util.List;
import java.util.UUID;

/** Cards in lanes, as core would tell them. */
public final class LaneSituations {

    private static final UUID ID = new UUID(0, 1);

    private LaneSituations() {}

    /** A card in its visit of a lane with this plan. */
    public static CardContext card(int visit, LanePlan plan, boolean byAgent) {
        var card =
                new CardFacts(
                        ID,
                        "APP-1",
                        null,
                        null,
                        0,
                        "TASK",
                        byAgent ? "made by an agent" : "made by a person",
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
                        "LANE",
                        "Lane",
                        1,
                        plan.sequence(),
                        plan.parallel(),
                        plan.waitsForPerson() ? List.of("BY_HAND") : List.of(),
                        List.of(),
                        null);
        return new CardContext(
                ID,
                new CardContext.Project(ID, "APP", "App", null),
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
