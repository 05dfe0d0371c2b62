package dev.agentworks.orchestrator.step.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a run holds for a person's approval, as its journal says. The changes themselves are kept by
 * core.
 */
public final class HeldChanges {

    /** In a tool's result: the change it made is held. */
    public static final String MARK = "held";

    private static final Map<String, Words> WORDS = words();

    private HeldChanges() {}

    /** Whether calls of this tool change the board. */
    public static boolean areMadeBy(String tool) {
        return WORDS.containsKey(tool);
    }

    /** Whether the run holds anything. */
    static boolean any(Map<String, JsonNode> done) {
        return done.values().stream().anyMatch(HeldChanges::isHeld);
    }

    /** Whether what the agent said at its end is among what is held. */
    static boolean closing(Map<String, JsonNode> done) {
        return done.values().stream()
                .anyMatch(result ->
                        isHeld(result) && result.path("tool").asString("").equals("finish"));
    }

    /** What there is to approve, as in "2 new cards"; the closing words are not counted. */
    static List<String> counted(Map<String, JsonNode> done) {
        var counted = new ArrayList<String>();
        WORDS.forEach((tool, words) -> {
            var count =
                    done.values().stream()
                            .filter(result ->
                                    isHeld(result) && result.path("tool").asString("").equals(tool))
                            .count();
            if (count > 0 && !tool.equals("finish")) {
                counted.add(count == 1 ? "1 " + words.one() : count + " " + words.many());
            }
        });
        return counted;
    }

    private static boolean isHeld(JsonNode result) {
        return result.path(MARK).asBoolean(false);
    }

    private record Words(String one, String many) {}

    private static Map<String, Words> words() {
        var words = new LinkedHashMap<String, Words>();
        words.put("create_card", new Words("new card", "new cards"));
        words.put("update_card", new Words("change of a card", "changes of cards"));
        words.put("write_document", new Words("version of a document", "versions of documents"));
        words.put("add_comment", new Words("comment", "comments"));
        words.put("link_cards", new Words("link", "links"));
        words.put("finish", new Words("closing comment", "closing comments"));
        return words;
    }
}
