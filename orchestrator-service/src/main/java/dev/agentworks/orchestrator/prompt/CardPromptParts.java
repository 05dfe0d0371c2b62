package dev.agentworks.orchestrator.prompt;

import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.client.CardContext.CardComment;
import dev.agentworks.orchestrator.client.CardContext.DocumentFacts;
import dev.agentworks.orchestrator.client.CardFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A card and its context in the order in which an agent reads it, each part with its priority. */
final class CardPromptParts {

    // what goes first when not everything fits; the thousands leave room for an order within one
    // kind
    private static final int FILE = 10_000;
    private static final int OTHER_DOCUMENT = 20_000;
    private static final int OLD_COMMENT = 30_000;
    private static final int DONE_CHILD = 35_000;
    private static final int PROJECT = 40_000;
    private static final int DOCUMENT_TEXT = 50_000;
    private static final int CHILD = 60_000;
    private static final int PARENT = 65_000;
    private static final int EARLIER_RUN = 70_000;
    private static final int LATE_COMMENT = 75_000;
    private static final int OWN_DOCUMENT = 80_000;

    private static final int LATE_COMMENTS = 5;

    private final CardContext context;
    private final PromptContext known;
    private final List<DocumentFacts> given;
    private final List<PromptPart> parts = new ArrayList<>();

    private CardPromptParts(CardContext context, PromptContext known, List<DocumentFacts> given) {
        this.context = context;
        this.known = known;
        this.given = given;
    }

    /**
     * @param given the documents whose text is told in full, what matters most first
     */
    static List<PromptPart> of(
            CardContext context, PromptContext known, List<DocumentFacts> given) {
        var all = new CardPromptParts(context, known, given);
        all.card();
        all.place();
        all.family();
        all.documents();
        all.files();
        all.history();
        all.task();
        return List.copyOf(all.parts);
    }

    private void card() {
        var card = context.card();
        parts.add(PromptPart.always("Card", facts(card)));
        var description = card.description();
        parts.add(
                PromptPart.always(
                        "Description",
                        description == null || description.isBlank()
                                ? "(The card has no description.)"
                                : description.strip()));
        always(
                "Acceptance criteria",
                card.acceptanceCriteria().stream().map(CardPromptParts::words).toList(),
                "(none yet)");
    }

    private void place() {
        var project = context.project();
        parts.add(
                PromptPart.always(
                        "Project", "- Name: %s (%s)".formatted(project.name(), project.key())));
        var description = project.description();
        if (description != null && !description.isBlank()) {
            parts.add(
                    new PromptPart(
                            "Project", "the project's description", description.strip(), PROJECT));
        }
        var lane = context.lane();
        var text = new StringBuilder("- Lane: %d %s".formatted(lane.number(), lane.name()));
        if (lane.exitCriterion() != null) {
            text.append("\n- Exit criterion: ").append(lane.exitCriterion());
        }
        var criterion = context.card().exitCriterion();
        if (criterion != null) {
            text.append(
                    criterion.met()
                            ? " (met)"
                            : "\n- Still missing: " + String.join("; ", criterion.missing()));
        }
        parts.add(PromptPart.always("Lane", text.toString()));
    }

    private void family() {
        var parent = context.parent();
        if (parent != null) {
            parts.add(PromptPart.always("Parent card", item(line(parent))));
            var description = parent.description();
            if (description != null && !description.isBlank()) {
                parts.add(
                        new PromptPart(
                                "Parent card",
                                "the parent card's description",
                                quoted(description),
                                PARENT));
            }
        }
        for (var child : context.children()) {
            parts.add(
                    new PromptPart(
                            "Child cards",
                            "child cards",
                            item(line(child)),
                            "DONE".equals(child.status()) ? DONE_CHILD : CHILD));
        }
        if (context.children().isEmpty()) {
            parts.add(PromptPart.always("Child cards", "(none yet)"));
        }
    }

    private void documents() {
        for (int index = 0; index < given.size(); index++) {
            var document = given.get(index);
            parts.add(
                    new PromptPart(
                            "Documents that matter here, in full",
                            "the text of %s \"%s\"".formatted(document.type(), document.title()),
                            "<document type=\"%s\" title=\"%s\" version=\"%d\" status=\"%s\">\n%s\n</document>"
                                    .formatted(
                                            document.type(),
                                            document.title(),
                                            document.given(),
                                            document.hasNewerDraft()
                                                    ? "APPROVED, in force until the draft of version %d is approved"
                                                            .formatted(document.version())
                                                    : document.status(),
                                            String.valueOf(known.texts().get(document.id()))
                                                    .strip()),
                            DOCUMENT_TEXT - index));
        }
        for (var document : context.documents()) {
            boolean own = document.cardIds().contains(context.card().id());
            parts.add(
                    new PromptPart(
                            "Documents of the project",
                            "titles of documents",
                            item(
                                    "%s \"%s\" · %s · version %d · id %s%s"
                                            .formatted(
                                                    document.type(),
                                                    document.title(),
                                                    document.status(),
                                                    document.version(),
                                                    document.id(),
                                                    own ? " · linked to this card" : "")),
                            own || given.contains(document) ? OWN_DOCUMENT : OTHER_DOCUMENT));
        }
        if (context.documents().isEmpty()) {
            parts.add(PromptPart.always("Documents of the project", "(none yet)"));
        }
    }

    private void files() {
        known.files()
                .forEach(file ->
                        parts.add(
                                new PromptPart(
                                        "Files on the card's branch", "files", item(file), FILE)));
    }

    private void history() {
        for (int index = 0; index < known.earlierResults().size(); index++) {
            var said = known.earlierResults().get(index);
            var verdict = said.verdict();
            parts.add(
                    new PromptPart(
                            "What earlier runs of this stay came to",
                            "earlier runs",
                            item(
                                    said.agent()
                                            + (verdict == null || verdict.isBlank()
                                                    ? ""
                                                    : " (verdict: " + verdict + ")")
                                            + ": "
                                            + said.summary()),
                            EARLIER_RUN + Math.min(index, 4_999)));
        }
        var comments = context.comments();
        for (int index = 0; index < comments.size(); index++) {
            boolean late = index >= comments.size() - LATE_COMMENTS;
            parts.add(
                    new PromptPart(
                            "Comments on the card, oldest first",
                            "comments",
                            item(comment(comments.get(index))),
                            // the oldest goes first
                            (late ? LATE_COMMENT : OLD_COMMENT) + Math.min(index, 4_999)));
        }
        if (comments.isEmpty()) {
            parts.add(PromptPart.always("Comments on the card, oldest first", "(none)"));
        }
    }

    private void task() {
        var instructions = known.instructions();
        if (instructions != null && !instructions.isBlank()) {
            parts.add(
                    PromptPart.always(
                            "Instructions from the person who started you", instructions.strip()));
        }
        parts.add(
                PromptPart.always(
                        "Your task",
                        "Do your work on this card now. Use the tools; what is not written with a tool does not exist."
                                + " Your last call is `finish`."));
    }

    private void always(String heading, List<String> items, String whenEmpty) {
        parts.add(
                PromptPart.always(
                        heading,
                        items.isEmpty()
                                ? whenEmpty
                                : String.join(
                                        "\n", items.stream().map(CardPromptParts::item).toList())));
    }

    private static String facts(CardFacts card) {
        var facts = new StringBuilder("- Type: ").append(card.type());
        if (card.priority() != null) {
            facts.append("\n- Priority: ").append(card.priority());
        }
        if (card.status() != null) {
            facts.append("\n- Status: ").append(card.status());
        }
        if (!card.labels().isEmpty()) {
            facts.append("\n- Labels: ").append(String.join(", ", card.labels()));
        }
        return facts.toString();
    }

    private static String comment(CardComment comment) {
        var place =
                comment.file() == null
                        ? ""
                        : " on %s%s"
                                .formatted(
                                        comment.file(),
                                        comment.line() == null ? "" : ":" + comment.line());
        return words(comment.author()) + place + ": " + comment.body();
    }

    private static String line(CardFacts card) {
        return "%s %s \"%s\" (%s)".formatted(card.key(), card.type(), card.title(), card.status());
    }

    // a text of several lines stays one item of its list
    private static String item(String text) {
        return "- " + text.strip().replace("\n", "\n  ");
    }

    private static String quoted(String text) {
        return "> " + text.strip().replace("\n", "\n> ");
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
