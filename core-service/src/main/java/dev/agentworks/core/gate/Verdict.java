package dev.agentworks.core.gate;

import java.util.List;

/**
 * What a gate says of a card.
 *
 * @param key the exit criterion of the card's lane
 * @param missing what the card lacks, in words for people
 */
public record Verdict(String key, boolean met, List<String> missing) {

    public Verdict {
        missing = List.copyOf(missing);
    }
}
