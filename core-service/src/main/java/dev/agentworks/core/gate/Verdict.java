package dev.agentworks.core.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a gate says of a card.
 *
 * @param key the exit criterion of the card's lane
 * @param todo what the card lacks, and where each is done
 */
public record Verdict(String key, boolean met, List<Missing> todo) {

    public Verdict {
        todo = List.copyOf(todo);
    }

    /** What the card lacks, in words for people. */
    @JsonProperty("missing")
    public List<String> missing() {
        return todo.stream().map(Missing::text).toList();
    }
}
