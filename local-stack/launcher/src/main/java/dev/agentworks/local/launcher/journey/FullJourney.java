package dev.agentworks.local.launcher.journey;

import dev.agentworks.local.launcher.StackFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A whole project through all eleven lanes, as one person does it who reads, approves and sends
 * back: from the brief to a card that is done. No gate is overridden, and what each lane must leave
 * behind is looked at.
 */
public final class FullJourney {

    private final ApiClient api;
    private final Brief brief;
    private final Steps steps;

    /**
     * @param patience how long one run may take
     */
    public FullJourney(ApiClient api, Brief brief, Consumer<String> print, Duration patience) {
        this.api = api;
        this.brief = brief;
        this.steps = new Steps(print, patience);
    }

    /** What the journey left. */
    public record Outcome(
            String workspaceId, String cardId, List<JsonNode> runs, long lines, BigDecimal price) {}

    /**
     * Plays it.
     *
     * @throws StackFailure at the first thing that is not as it should be, saying what
     */
    public Outcome play() {
        var email = "journey-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
        api.register(email, UUID.randomUUID().toString(), "Jo Journey");
        var project = ProjectView.made(api, brief.title());
        var card = project.cardOf(brief);
        var cardId = card.path("id").asString();
        steps.done("%s made %s with the brief".formatted(email, card.path("key").asString()));
        var lines = new AtomicLong();
        try (var terminal = Terminal.open(api, cardId, _ -> lines.incrementAndGet())) {
            var person = new PersonAtRuns(api, steps);
            var play = new CardPlay(project, steps, person, cardId);
            new ThinkingLanes(project, steps, play, brief).play();
            new MakingLanes(project, steps, person, play).play();
            new DeliveringLanes(project, steps, person, play).play();
            var own = project.runs(cardId);
            Reckoning.terminal(terminal, steps, own);
            steps.done("the terminal showed %d lines without a gap".formatted(lines.get()));
            var all = allRuns(project, cardId);
            var price = Reckoning.usage(api, steps, project.workspace(), all);
            steps.done(
                    "%d runs, usage counts every call once: price %s USD"
                            .formatted(all.size(), price.toPlainString()));
            tell(project);
            steps.over("full journey");
            return new Outcome(project.workspace(), cardId, all, lines.get(), price);
        }
    }

    private static List<JsonNode> allRuns(ProjectView project, String cardId) {
        var runs = new ArrayList<>(project.runs(cardId));
        project.children(cardId, "BUG")
                .forEach(bug -> runs.addAll(project.runs(bug.path("id").asString())));
        return runs;
    }

    private void tell(ProjectView project) {
        project.documents()
                .forEach(document ->
                        steps.detail(
                                "%-13s version %s, %s: %s"
                                        .formatted(
                                                document.path("type").asString(),
                                                document.path("version").asString(),
                                                document.path("status").asString(),
                                                document.path("title").asString())));
        var cards =
                List.of("BLUEPRINT", "FEATURE", "TASK", "BUG").stream()
                        .collect(
                                Collectors.toMap(type -> type, type -> project.cards(type).size()));
        steps.detail("cards: " + Map.copyOf(cards));
    }
}
