package dev.agentworks.orchestrator.prompt;

import dev.agentworks.orchestrator.client.CardContext.DocumentFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Deals the room for documents out: what matters most first, the one that reaches the end of the
 * room is cut there.
 *
 * @param given the documents that got room, in order
 * @param leftOut what was cut or got none, by name
 */
record DocumentBudget(List<DocumentFacts> given, Map<UUID, String> texts, List<String> leftOut) {

    private static final int WORTH_BEGINNING = 300;

    static DocumentBudget of(List<DocumentFacts> wanted, Map<UUID, String> texts, int tokens) {
        var given = new ArrayList<DocumentFacts>();
        var fitting = new HashMap<UUID, String>();
        var leftOut = new ArrayList<String>();
        int room = tokens;
        for (var document : wanted) {
            var text = texts.get(document.id());
            if (text == null) {
                continue;
            }
            int cost = TokenEstimate.of(text);
            var name = "the text of %s \"%s\"".formatted(document.type(), document.title());
            if (cost <= room) {
                given.add(document);
                fitting.put(document.id(), text);
                room -= cost;
            } else if (room >= WORTH_BEGINNING) {
                given.add(document);
                var beginning = TokenEstimate.beginning(text, room - 40);
                fitting.put(
                        document.id(),
                        "%s\n… (cut here after %d of %d characters)"
                                .formatted(beginning, beginning.length(), text.length()));
                leftOut.add("the end of " + name);
                room = 0;
            } else {
                leftOut.add(name);
            }
        }
        return new DocumentBudget(List.copyOf(given), Map.copyOf(fitting), List.copyOf(leftOut));
    }
}
