package dev.agentworks.orchestrator.prompt;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is told around a card besides what core knows of it.
 *
 * @param texts of the documents that are given in full
 * @param files on the card's branch, for agents that work with them
 * @param earlierResults what earlier runs of this visit came to, oldest first
 * @param instructions of the person who started or sent back the run
 */
public record PromptContext(
        Map<UUID, String> texts,
        List<String> files,
        List<EarlierResult> earlierResults,
        @Nullable String instructions) {

    public static final PromptContext NONE =
            new PromptContext(Map.of(), List.of(), List.of(), null);

    public PromptContext {
        texts = Map.copyOf(texts);
        files = List.copyOf(files);
        earlierResults = List.copyOf(earlierResults);
    }

    /** What an agent's run came to. */
    public record EarlierResult(String agent, String summary, @Nullable String verdict) {}
}
