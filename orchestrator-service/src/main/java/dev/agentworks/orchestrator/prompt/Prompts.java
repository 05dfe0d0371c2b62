package dev.agentworks.orchestrator.prompt;

import dev.agentworks.orchestrator.client.CardContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What an agent is told before it starts: who it is, and a card with all around it. */
public final class Prompts {

    /** What is said to a model that ended its turn without the call that ends a run. */
    public static final String NO_FINISH =
            "You ended your turn without calling a tool. Go on with your work; when all that you must leave behind is"
                    + " written, call `finish` with a summary.";

    /** What is said to a model whose answer was cut. */
    public static final String CUT =
            "Your answer was cut at the token limit. Write less in one call: write a long document section by section.";

    /** The same, when a call of a tool was cut. */
    public static final String CUT_IN_A_CALL =
            "Your answer was cut at the token limit within this call, so it was not carried out. Write less in one call: write a long document section by section.";

    private static final String HOW_YOU_WORK = resource("/prompt/how-you-work.md");
    // of the first message, in percent
    private static final int DOCUMENTS = 60;

    private Prompts() {}

    /** The instructions: the agent's own, then what holds for all of them. */
    public static String system(String agentPrompt) {
        return agentPrompt.strip() + "\n\n" + HOW_YOU_WORK;
    }

    /**
     * The first message: everything the agent is to know before it starts, as far as it fits.
     * Nothing else goes into it, so the same card in the same state is told in the same words.
     *
     * @param agentReads whether the agent has a tool to read documents with
     * @param budget in tokens
     */
    static PromptTrimmer.Trimmed user(
            CardContext context, PromptContext known, boolean agentReads, int budget) {
        var documents =
                DocumentBudget.of(
                        LaneDocuments.toGive(context, agentReads),
                        known.texts(),
                        budget * DOCUMENTS / 100);
        var told =
                new PromptContext(
                        documents.texts(),
                        known.files(),
                        known.earlierResults(),
                        known.instructions());
        var card = context.card();
        return PromptTrimmer.trim(
                "# Card %s: %s\n".formatted(card.key(), card.title()),
                CardPromptParts.of(context, told, documents.given()),
                documents.leftOut(),
                budget);
    }

    private static String resource(String path) {
        try (var text = Prompts.class.getResourceAsStream(path)) {
            return new String(
                            Objects.requireNonNull(text, path).readAllBytes(),
                            StandardCharsets.UTF_8)
                    .replace("\r\n", "\n")
                    .strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
