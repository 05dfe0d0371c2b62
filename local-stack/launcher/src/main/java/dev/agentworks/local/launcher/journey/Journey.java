package dev.agentworks.local.launcher.journey;

import dev.agentworks.local.launcher.StackFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * The product's main job as one person does it: a brief becomes a card, the lane's agents run, the
 * blueprint is approved, the card moves on, features appear, and every token is priced. Each step
 * is checked, not only done.
 */
public final class Journey {

    private static final Duration RUN_PATIENCE = Duration.ofSeconds(150);

    private final ApiClient api;
    private final Brief brief;
    private final Consumer<String> print;
    private Instant stepBegun = Instant.now();

    public Journey(ApiClient api, Brief brief, Consumer<String> print) {
        this.api = api;
        this.brief = brief;
        this.print = print;
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
        var begun = Instant.now();
        var email = "journey-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
        var person = api.register(email, UUID.randomUUID().toString(), "Jo Journey");
        step("registered " + person.path("user").path("email").asString());

        var workspace =
                api.get("/auth/me")
                        .require("asking who I am")
                        .path("workspaces")
                        .path(0)
                        .path("id")
                        .asString();
        var project =
                api.post(
                                "/api/workspaces/" + workspace + "/projects",
                                Map.of(
                                        "name",
                                        brief.title()
                                                .substring(
                                                        0, Math.min(80, brief.title().length()))))
                        .require("making a project");
        var projectId = project.path("id").asString();
        step("made the project " + project.path("key").asString());

        var card =
                api.post(
                                "/api/projects/" + projectId + "/cards",
                                Map.of(
                                        "title",
                                        brief.title(),
                                        "description",
                                        brief.text(),
                                        "type",
                                        "BLUEPRINT",
                                        "lane",
                                        0))
                        .require("making the card");
        var cardId = card.path("id").asString();
        step("made the card " + card.path("key").asString() + " in lane 0 with the brief");

        var lines = new ArrayList<JsonNode>();
        try (var terminal =
                Terminal.open(
                        api,
                        cardId,
                        line -> {
                            synchronized (lines) {
                                lines.add(line);
                            }
                        })) {
            terminal.awaitFirstLine(RUN_PATIENCE);
            step("the terminal shows its first line");
            return go(begun, workspace, projectId, cardId, terminal, lines);
        }
    }

    private Outcome go(
            Instant begun,
            String workspace,
            String projectId,
            String cardId,
            Terminal terminal,
            List<JsonNode> lines) {
        var runs = awaitRuns(cardId, List.of("CEO_COPILOT", "STRATEGY", "STORYBOARD"));
        step("CEO CoPilot, Strategy and Storyboard have finished");

        var blueprint = document(projectId, "BLUEPRINT");
        var content =
                api.get("/api/documents/" + blueprint.path("id").asString())
                        .require("reading the blueprint")
                        .path("content")
                        .asString();
        require(content.length() > 400, "the blueprint is almost empty");
        require(speaksOfTheBrief(content), "the blueprint does not speak of the brief");
        step(
                "the blueprint (version %s) speaks of the brief"
                        .formatted(blueprint.path("version").asString()));

        var refused = api.put("/api/cards/" + cardId + "/move", Map.of("toLane", 1));
        require(
                refused.status() == 409
                        && refused.body()
                                .path("type")
                                .asString("")
                                .endsWith("exit-criterion-not-met"),
                "leaving lane 0 before the approval was not refused but answered " + refused);
        step("the gate refuses the card before the blueprint is approved");

        api.post(
                        "/api/documents/" + blueprint.path("id").asString() + "/approve",
                        Map.of("note", "Go on."))
                .require("approving the blueprint");
        api.put("/api/cards/" + cardId + "/move", Map.of("toLane", 1))
                .require("moving the card to lane 1");
        step("approved the blueprint and moved the card to PRD / MVP Definition");

        runs =
                awaitRuns(
                        cardId,
                        List.of("CEO_COPILOT", "STRATEGY", "STORYBOARD", "PRD", "MVP_SCOPE"));
        document(projectId, "PRD");
        document(projectId, "MVP");
        var features =
                board(projectId)
                        .path("cards")
                        .valueStream()
                        .filter(it -> it.path("type").asString("").equals("FEATURE"))
                        .filter(it -> it.path("parentId").asString("").equals(cardId))
                        .toList();
        require(!features.isEmpty(), "no feature card was made");
        step(
                "Product Requirements and MVP Scope have finished: %d feature cards"
                        .formatted(features.size()));
        features.forEach(it ->
                print.accept(
                        "             %s  %s"
                                .formatted(
                                        it.path("key").asString(), it.path("title").asString())));

        var price = awaitUsage(workspace, runs);
        step("usage counts every call once: price " + price.toPlainString() + " USD");

        awaitLines(terminal, runs);
        require(terminal.breaks() == 0, "the terminal's lines had a gap");
        long count;
        synchronized (lines) {
            count = lines.size();
        }
        step("the terminal showed %d lines without a gap".formatted(count));
        print.accept("journey passed in %.1f s".formatted(seconds(begun)));
        return new Outcome(
                workspace,
                projectId,
                cardId,
                runs.stream().map(it -> it.path("id").asString()).toList(),
                count,
                price);
    }

    private List<JsonNode> awaitRuns(String cardId, List<String> agents) {
        return await(
                "the runs of " + agents,
                () -> {
                    var runs =
                            api.get("/api/cards/" + cardId + "/runs")
                                    .require("listing runs")
                                    .path("items")
                                    .valueStream()
                                    .toList();
                    for (var run : runs) {
                        var status = run.path("status").asString("");
                        require(
                                !status.equals("FAILED")
                                        && !status.equals("PARKED")
                                        && !status.equals("CANCELLED"),
                                "the run of %s ended as %s: %s"
                                        .formatted(
                                                run.path("agentId").asString(),
                                                status,
                                                run.path("error")));
                    }
                    var completed =
                            runs.stream()
                                    .filter(run ->
                                            run.path("status").asString("").equals("COMPLETED"))
                                    .map(run -> run.path("agentId").asString())
                                    .sorted()
                                    .toList();
                    require(
                            completed.size() <= agents.size(),
                            "more runs than agents of the lanes: " + completed);
                    return completed.equals(agents.stream().sorted().toList()) ? runs : List.of();
                });
    }

    private BigDecimal awaitUsage(String workspace, List<JsonNode> runs) {
        var expected =
                runs.stream()
                        .map(run -> new BigDecimal(run.path("price").asString("0")))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        var today = LocalDate.now(ZoneOffset.UTC);
        var path =
                "/api/workspaces/%s/usage?from=%s&to=%s"
                        .formatted(workspace, today.minusDays(1), today.plusDays(1));
        await(
                "usage of " + expected,
                () -> {
                    var price =
                            new BigDecimal(
                                    api.get(path)
                                            .require("asking for usage")
                                            .path("totalPrice")
                                            .asString("0"));
                    require(
                            price.compareTo(expected) <= 0,
                            "usage says %s, the runs together %s".formatted(price, expected));
                    return price.compareTo(expected) == 0 && price.signum() > 0
                            ? List.of(price)
                            : List.of();
                });
        return expected.stripTrailingZeros();
    }

    private void awaitLines(Terminal terminal, List<JsonNode> runs) {
        for (var run : runs) {
            var id = run.path("id").asString();
            await(
                    "the terminal's lines of a run",
                    () -> terminal.linesOf(id) > 0 ? List.of(id) : List.of());
        }
    }

    private JsonNode document(String projectId, String type) {
        return api.get("/api/projects/" + projectId + "/documents")
                .require("listing documents")
                .path("items")
                .valueStream()
                .filter(it -> it.path("type").asString("").equals(type))
                .findFirst()
                .orElseThrow(() -> new StackFailure("there is no " + type + " document"));
    }

    private JsonNode board(String projectId) {
        var boards = api.get("/api/projects/" + projectId + "/boards").require("listing boards");
        return api.get("/api/boards/" + boards.path("items").path(0).path("id").asString())
                .require("reading the board");
    }

    /** At least three of the brief's longer words stand in the text. */
    private boolean speaksOfTheBrief(String content) {
        var lower = content.toLowerCase(java.util.Locale.ROOT);
        return brief.text()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^\\p{L}\\s]", " ")
                        .lines()
                        .flatMap(line -> java.util.Arrays.stream(line.split("\\s+")))
                        .filter(word -> word.length() > 6)
                        .distinct()
                        .filter(lower::contains)
                        .count()
                >= 3;
    }

    private <T> List<T> await(String what, Supplier<List<T>> look) {
        var deadline = System.nanoTime() + RUN_PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var found = look.get();
            if (!found.isEmpty()) {
                return found;
            }
            LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
        }
        throw new StackFailure(
                "%s did not come within %d s".formatted(what, RUN_PATIENCE.toSeconds()));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new StackFailure(otherwise);
        }
    }

    private void step(String text) {
        print.accept("%8.2f s  %s".formatted(seconds(stepBegun), text));
        stepBegun = Instant.now();
    }

    private static double seconds(Instant since) {
        return Duration.between(since, Instant.now()).toMillis() / 1000.0;
    }
}
