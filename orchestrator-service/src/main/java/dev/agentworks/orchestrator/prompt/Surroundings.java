package dev.agentworks.orchestrator.prompt;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known around a card besides what core tells of it.
 *
 * @param texts of the documents that are given in full
 * @param files on the card's branch, for agents that work with them
 * @param said what earlier runs of this stay came to, oldest first
 * @param instructions of the person who started or sent back the run
 */
public record Surroundings(
        Map<UUID, String> texts,
        List<String> files,
        List<Said> said,
        @Nullable String instructions) {

    public static final Surroundings NONE = new Surroundings(Map.of(), List.of(), List.of(), null);

    public Surroundings {
        texts = Map.copyOf(texts);
        files = List.copyOf(files);
        said = List.copyOf(said);
    }

    /** What an agent's run came to. */
    public record Said(String agent, String summary, @Nullable String verdict) {}
}
