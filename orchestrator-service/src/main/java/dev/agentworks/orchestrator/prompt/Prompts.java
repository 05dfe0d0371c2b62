package dev.agentworks.orchestrator.prompt;

import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.client.CardFacts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a card and all around it into words for an agent. */
public final class Prompts {

    /** What is said to a model that ended its turn without the call that ends a run. */
    public static final String NO_FINISH =
            "You ended your turn without calling a tool. Go on with your work; when all that you must leave behind is"
                    + " written, call `finish` with a summary.";

    /** What is said to a model whose answer was cut. */
    public static final String CUT =
            "Your answer was cut at the token limit. Write less in one call: write a long document section by section.";

    private Prompts() {}

    /** The first message: everything the agent is to know before it starts. */
    public static String user(CardContext context, @Nullable String instructions) {
        var text = new Markdown();
        card(text, context.card());
        text.heading("Project");
        text.fact("Name", context.project().name() + " (" + context.project().key() + ")");
        text.paragraph(context.project().description());
        text.heading("Lane");
        text.fact("Lane", context.lane().number() + " " + context.lane().name());
        text.fact("Exit criterion", context.lane().exitCriterion());
        family(text, context);
        documents(text, context);
        comments(text, context.comments());
        if (instructions != null && !instructions.isBlank()) {
            text.heading("Instructions from the person who started you");
            text.paragraph(instructions);
        }
        text.heading("Your task");
        text.paragraph(
                "Do your work on this card now. Use the tools; what is not written with a tool does not exist."
                        + " Your last call is `finish`.");
        return text.toString();
    }

    private static void card(Markdown text, CardFacts card) {
        text.title("Card " + card.key() + ": " + card.title());
        text.fact("Type", card.type());
        text.fact("Priority", card.priority());
        text.fact("Status", card.status());
        text.fact("Labels", String.join(", ", card.labels()));
        text.heading("Description");
        var description = card.description();
        text.paragraph(
                description == null || description.isBlank()
                        ? "(The card has no description.)"
                        : description);
        text.heading("Acceptance criteria");
        text.items(card.acceptanceCriteria().stream().map(Prompts::words).toList(), "(none yet)");
    }

    private static void family(Markdown text, CardContext context) {
        var parent = context.parent();
        if (parent != null) {
            text.heading("Parent card");
            text.items(List.of(line(parent)), "");
        }
        text.heading("Child cards");
        text.items(context.children().stream().map(Prompts::line).toList(), "(none yet)");
    }

    private static void documents(Markdown text, CardContext context) {
        text.heading("Documents of the project (read them with read_document)");
        text.items(
                context.documents().stream()
                        .map(document ->
                                "%s \"%s\" · %s · version %d · id %s%s"
                                        .formatted(
                                                document.type(),
                                                document.title(),
                                                document.status(),
                                                document.version(),
                                                document.id(),
                                                document.cardIds().contains(context.card().id())
                                                        ? " · linked to this card"
                                                        : ""))
                        .toList(),
                "(none yet)");
    }

    private static void comments(Markdown text, List<CardContext.CardComment> comments) {
        text.heading("Comments on the card, oldest first");
        text.items(
                comments.stream()
                        .map(comment -> words(comment.author()) + ": " + comment.body())
                        .toList(),
                "(none)");
    }

    private static String line(CardFacts card) {
        return "%s %s \"%s\" (%s)".formatted(card.key(), card.type(), card.title(), card.status());
    }

    // a criterion or author is plain text, or an object with its words in one of these fields
    private static String words(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            for (var field : List.of("text", "name", "title", "id")) {
                if (object.get(field) != null) {
                    return String.valueOf(object.get(field));
                }
            }
        }
        return String.valueOf(value);
    }
}
