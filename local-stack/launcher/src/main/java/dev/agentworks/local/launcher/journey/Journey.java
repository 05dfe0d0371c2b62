package dev.agentworks.local.launcher.journey;

import dev.agentworks.local.launcher.StackFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The product's main job as one person does it: a brief becomes a card, the lane's agents run, the
 * blueprint is approved, the card moves on, features appear, and every token is priced. Each step
 * is checked, not only done.
 */
public final class Journey {

    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final ApiClient api;
    private final Brief brief;
    private final Steps steps;

    public Journey(ApiClient api, Brief brief, Consumer<String> print) {
        this.api = api;
        this.brief = brief;
        this.steps = new Steps(print, PATIENCE);
    }

    /** What the journey left, for whoever wants to look closer. */
    public record Outcome(
            String workspaceId,
            String projectId,
            String cardId,
            List<String> runIds,
            long lines,
            BigDecimal price) {}

    /**
     * Plays it.
     *
     * @throws StackFailure at the first thing that is not as it should be, saying what
     */
    public Outcome play() {
        var email = "journey-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
        var person = api.register(email, UUID.randomUUID().toString(), "Jo Journey");
        steps.done("registered " + person.path("user").path("email").asString());
        var project = ProjectView.made(api, brief.title());
        steps.done("made the project");
        var card = project.cardOf(brief);
        var cardId = card.path("id").asString();
        steps.done("made the card " + card.path("key").asString() + " in lane 0 with the brief");
        var lines = new AtomicLong();
        try (var terminal = Terminal.open(api, cardId, _ -> lines.incrementAndGet())) {
            terminal.awaitFirstLine(PATIENCE);
            steps.done("the terminal shows its first line");
            vision(project, cardId);
            var runs = requirements(project, cardId);
            var price = Reckoning.usage(api, steps, project.workspace(), runs);
            steps.done("usage counts every call once: price " + price.toPlainString() + " USD");
            Reckoning.terminal(terminal, steps, runs);
            steps.done("the terminal showed %d lines without a gap".formatted(lines.get()));
            steps.over("journey");
            return new Outcome(
                    project.workspace(),
                    project.id(),
                    cardId,
                    runs.stream().map(it -> it.path("id").asString()).toList(),
                    lines.get(),
                    price);
        }
    }

    private void vision(ProjectView project, String cardId) {
        awaitRuns(project, cardId, List.of("CEO_COPILOT", "STRATEGY", "STORYBOARD"));
        steps.done("CEO CoPilot, Strategy and Storyboard have finished");
        var blueprint = project.document("BLUEPRINT");
        var content = blueprint.path("content").asString();
        Steps.require(content.length() > 400, "the blueprint is almost empty");
        Steps.require(brief.isSpokenOfIn(content), "the blueprint does not speak of the brief");
        steps.done(
                "the blueprint (version %s) speaks of the brief"
                        .formatted(blueprint.path("version").asString()));
        var refused = project.tryMove(cardId, 1);
        Steps.require(
                refused.isRefusedWith(409, "exit-criterion-not-met"),
                "leaving lane 0 before the approval was not refused but answered " + refused);
        steps.done("the gate refuses the card before the blueprint is approved");
        project.approve(blueprint);
        project.move(cardId, 1);
        steps.done("approved the blueprint and moved the card to PRD / MVP Definition");
    }

    private List<JsonNode> requirements(ProjectView project, String cardId) {
        var runs =
                awaitRuns(
                        project,
                        cardId,
                        List.of("CEO_COPILOT", "STRATEGY", "STORYBOARD", "PRD", "MVP_SCOPE"));
        project.document("PRD");
        project.document("MVP");
        var features = project.children(cardId, "FEATURE");
        Steps.require(!features.isEmpty(), "no feature card was made");
        steps.done(
                "Product Requirements and MVP Scope have finished: %d feature cards"
                        .formatted(features.size()));
        features.forEach(
                it -> steps.detail(it.path("key").asString() + "  " + it.path("title").asString()));
        return runs;
    }

    private List<JsonNode> awaitRuns(ProjectView project, String cardId, List<String> agents) {
        var expected = agents.stream().sorted().toList();
        return steps.await(
                "the runs of " + agents,
                () -> {
                    var runs = project.runs(cardId);
                    runs.forEach(PersonAtRuns::requireAlive);
                    runs.forEach(new PersonAtRuns(api, steps)::answerQuestion);
                    var completed =
                            runs.stream()
                                    .filter(PersonAtRuns::isCompleted)
                                    .map(run -> run.path("agentId").asString())
                                    .sorted()
                                    .toList();
                    Steps.require(
                            completed.size() <= agents.size(),
                            "more runs than agents of the lanes: " + completed);
                    return completed.equals(expected) ? Optional.of(runs) : Optional.empty();
                });
    }
}
