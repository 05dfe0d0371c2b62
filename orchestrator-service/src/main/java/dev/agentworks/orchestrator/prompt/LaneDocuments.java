package dev.agentworks.orchestrator.prompt;

import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.client.CardContext.DocumentFacts;
import java.util.Comparator;
import java.util.List;

/** Which documents an agent gets in full: those that matter where the card stands. */
public final class LaneDocuments {

    // by lane, what matters most first
    private static final List<List<String>> MATTER =
            List.of(
                    List.of("BLUEPRINT"),
                    List.of("BLUEPRINT", "PRD", "MVP"),
                    List.of("PRD", "MVP", "BLUEPRINT", "RESEARCH"),
                    List.of("PRD", "MVP", "RESEARCH", "ARCHITECTURE", "BLUEPRINT"),
                    List.of("ARCHITECTURE", "MVP", "PRD", "PLAN"),
                    List.of("ARCHITECTURE", "PRD", "PLAN", "BLUEPRINT"),
                    List.of("ARCHITECTURE", "PRD", "PLAN"),
                    List.of("PRD", "ARCHITECTURE", "TEST_PLAN", "MVP"),
                    List.of("TEST_PLAN", "ARCHITECTURE", "RUNBOOK", "MVP"),
                    List.of("USER_GUIDE", "RELEASE_NOTES", "PRD", "MVP", "ARCHITECTURE"),
                    List.of("ARCHITECTURE", "TEST_PLAN", "RELEASE_NOTES"));

    private static final int MOST = 12;

    private LaneDocuments() {}

    /**
     * The documents to give in full, what matters most first: those with an approved version, also
     * of other cards, and what was written for this card or above it too when the agent has no tool
     * to read it with.
     */
    public static List<DocumentFacts> toGive(CardContext context, boolean agentReads) {
        int lane = context.lane().number();
        var matter = lane < 0 || lane >= MATTER.size() ? List.<String>of() : MATTER.get(lane);
        var card = context.card().id();
        return context.documents().stream()
                .filter(document -> matter.contains(document.type()))
                .filter(document ->
                        document.approvedVersion() != null
                                || !agentReads && context.speaksForCard(document))
                .sorted(
                        Comparator.comparingInt(
                                        (DocumentFacts document) -> matter.indexOf(document.type()))
                                .thenComparing(document -> !document.cardIds().contains(card))
                                .thenComparing(document -> !context.speaksForCard(document))
                                .thenComparing(DocumentFacts::title)
                                .thenComparing(DocumentFacts::id))
                .limit(MOST)
                .toList();
    }
}
