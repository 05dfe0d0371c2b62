package dev.agentworks.local.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All seventeen agents one after the other on a real brief, in each vendor's format. */
class WholeProjectTests {

    private static final List<String> AGENTS =
            List.of(
                    "CEO_COPILOT",
                    "STRATEGY",
                    "STORYBOARD",
                    "PRD",
                    "MVP_SCOPE",
                    "RESEARCH",
                    "ARCHITECT",
                    "PLANNER",
                    "DEV_BACKEND",
                    "DEV_FRONTEND",
                    "DEVOPS",
                    "CODE_REVIEWER",
                    "QA",
                    "TROUBLESHOOTER",
                    "DEPLOYMENT",
                    "DOCS",
                    "REFACTOR");

    private static LlmSimulator simulator;
    private static Caller caller;

    @BeforeAll
    static void start() throws IOException {
        simulator = LlmSimulator.start(LlmSimulatorSettings.atFullSpeed());
        caller = new Caller(simulator.url());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyAgentLeavesItsWorkWhicheverVendorCarriesIt(Vendor vendor) throws Exception {
        var project = new PlayedProject(caller, vendor);

        for (var agent : AGENTS) {
            var calls = project.play(agent, card());
            assertThat(calls.getLast().name()).as(agent).isEqualTo("finish");
            assertThat(calls.getLast().arguments().path("summary").asString())
                    .contains("simulated");
        }

        assertThat(project.documents.keySet())
                .contains(
                        "BLUEPRINT",
                        "PRD",
                        "MVP",
                        "RESEARCH",
                        "ARCHITECTURE",
                        "RUNBOOK",
                        "TEST_PLAN",
                        "RELEASE_NOTES",
                        "USER_GUIDE");
        assertThat(project.document("RESEARCH")).contains("A slot lasts 20 minutes. (PRD)");
        assertThat(project.cards)
                .extracting(it -> it.path("type").asString())
                .contains("FEATURE", "TASK", "BUG");
        assertThat(project.files.keySet())
                .contains(
                        "README.md",
                        "server/src/main.js",
                        "web/index.html",
                        "deploy/Dockerfile",
                        "CHANGELOG.md")
                .anyMatch(path -> path.startsWith("server/test/"));
    }

    @Test
    void theReviewerNamesFileAndLineAndTheTesterHowToReproduce() throws Exception {
        var project = new PlayedProject(caller, Vendor.ANTHROPIC);
        project.play("DEV_BACKEND", card());

        var review = project.play("CODE_REVIEWER", card());
        var tests = project.play("QA", card());

        var remarks = PlayedProject.arguments(review, "add_comment");
        var remark = remarks.getFirst();
        var line =
                project.file(remark.path("file").asString())
                        .lines()
                        .toList()
                        .get(remark.path("line").asInt() - 1);
        assertThat(remark.path("body").asString()).contains("Way out:");
        assertThat(line).isNotBlank();
        assertThat(remarks.getLast().path("body").asString()).contains("no test", "server/test/");
        assertThat(review.getLast().arguments().path("verdict").asString()).isEqualTo("approve");
        assertThat(
                        PlayedProject.arguments(tests, "create_card")
                                .getFirst()
                                .path("description")
                                .asString())
                .contains("**Steps to reproduce**", "**Expected**", "**Actual**");
    }

    @Test
    void aBugIsMendedByWhatItMisses() throws Exception {
        var project = new PlayedProject(caller, Vendor.OPENAI);
        project.play("DEV_BACKEND", card());
        project.play("QA", card());
        var bug = project.cards.getLast();
        var before = project.files.keySet().size();

        project.play(
                "DEV_BACKEND",
                "# Card APP-9: %s\n\n## Card\n\n- Type: BUG\n\n## Description\n\n%s\n"
                        .formatted(
                                bug.path("title").asString(), bug.path("description").asString()));

        assertThat(project.files).hasSize(before + 2);
    }

    @Test
    void workThatWasSentBackIsMendedWhereItWasCriticised() throws Exception {
        var project = new PlayedProject(caller, Vendor.OPENAI);
        project.play("DEV_BACKEND", card());

        var again =
                project.play(
                        "DEV_BACKEND",
                        card()
                                + "\n## Instructions from the person who started you\n\nPlease look again.\n\n- server/src/records.js:3: Say how long they are kept.\n\n## Your task\n\nGo.\n");

        assertThat(PlayedProject.arguments(again, "write_file"))
                .singleElement()
                .satisfies(file ->
                        assertThat(file.path("content").asString())
                                .startsWith(
                                        "// Asked for in review: Say how long they are kept.\n"));
    }

    @Test
    void aThinBriefMakesTheCoPilotAskFirst() throws Exception {
        var calls =
                new PlayedProject(caller, Vendor.GEMINI)
                        .play(
                                "CEO_COPILOT",
                                "# Card APP-1: Lend tools\n\n## Description\n\nNeighbours lend tools to each other.\n\n## Acceptance criteria\n\n(none yet)\n");

        assertThat(calls)
                .extracting(Vendor.Call::name)
                .containsSubsequence("list_documents", "ask_human", "write_document", "finish");
        assertThat(calls.get(2).arguments().path("content").asString())
                .contains("First users: A club or a team");
    }

    @Test
    void theCodeItWritesPassesItsOwnTests(@TempDir Path folder) throws Exception {
        assumeThat(nodeRuns()).isTrue();
        var project = new PlayedProject(caller, Vendor.OPENAI);
        project.play("DEV_BACKEND", card());
        project.play("DEV_FRONTEND", card());
        for (var file : project.files.entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }

        assertThat(run(folder.resolve("server"), "node", "--test"))
                .contains("# fail 0")
                .doesNotContain("# pass 0");
        assertThat(run(folder.resolve("web"), "node", "--test"))
                .contains("# fail 0")
                .doesNotContain("# pass 0");
    }

    private static boolean nodeRuns() {
        try {
            return run(Path.of("."), "node", "--version").matches("(?s)v(2[0-9]|[3-9][0-9]).*");
        } catch (IOException | InterruptedException _) {
            return false;
        }
    }

    private static String run(Path folder, String... command)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private static String card() throws IOException {
        try (var brief =
                Objects.requireNonNull(
                        WholeProjectTests.class.getResourceAsStream("/briefs/booking.md"))) {
            return "# Card APP-1: Booking\n\n## Card\n\n- Type: BLUEPRINT\n\n## Description\n\n%s\n\n## Acceptance criteria\n\n(none yet)\n"
                    .formatted(new String(brief.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
