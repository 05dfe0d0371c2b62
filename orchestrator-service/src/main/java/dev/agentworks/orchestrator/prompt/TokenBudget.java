package dev.agentworks.orchestrator.prompt;

import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens a run may use for what the model reads.
 *
 * @param message of the first message, which tells of the card
 * @param conversation of all messages together, the first one included
 */
public record TokenBudget(int message, int conversation) {

    private static final int USUAL_ANSWER = 4096;

    /** What is left of the model's window beside the instructions, the tools and the answer. */
    static TokenBudget of(
            PromptSettings settings, String model, @Nullable Integer maxTokens, int instructions) {
        int window = Math.min(window(settings, model), settings.most());
        int answer = maxTokens == null ? USUAL_ANSWER : maxTokens;
        int room = Math.max(2 * PromptTrimmer.SMALLEST, window - answer - instructions);
        return new TokenBudget(
                Math.max(PromptTrimmer.SMALLEST, room * settings.share() / 100), room);
    }

    private static int window(PromptSettings settings, String model) {
        return settings.windows().entrySet().stream()
                .filter(entry -> model.startsWith(entry.getKey()))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(settings.window());
    }
}
