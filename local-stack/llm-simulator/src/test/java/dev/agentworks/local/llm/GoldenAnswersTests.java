package dev.agentworks.local.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compares every answer, byte for byte, with the digests in {@code golden/answers.txt}. After a
 * change that is meant, put the lines that the failure shows into that file.
 */
class GoldenAnswersTests {

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
                    "REFACTOR",
                    "AGENT_OF_A_PROJECT");

    private static LlmSimulator simulator;
    private static Caller caller;

    private final List<String> lines = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        simulator = LlmSimulator.start(LlmSimulatorSettings.atFullSpeed());
        caller = new Caller(simulator.url());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void answersAsRecorded() throws Exception {
        playAll("booking", Vendor.OPENAI, card(resource("/briefs/booking.md")));
        playAll("booking", Vendor.ANTHROPIC, card(resource("/briefs/booking.md")));
        playAll("thin", Vendor.GEMINI, card("Neighbours lend tools to each other."));
        playAll("prose", Vendor.OPENAI, card(PROSE));
        playAll("empty", Vendor.OPENAI, "# Card BAK-9: Ovens that call for help\n");
        playBugAndRework();

        assertThat(String.join("\n", lines) + "\n").isEqualTo(resource("/golden/answers.txt"));
    }

    private void playAll(String name, Vendor vendor, String card) throws Exception {
        var project = new PlayedProject(caller, vendor);
        for (var agent : AGENTS) {
            play(name + " " + vendor, project, agent, card);
        }
        // a second time, with files, cards and documents there
        for (var agent : AGENTS) {
            play(name + " again " + vendor, project, agent, card + CHILDREN);
        }
    }

    private void playBugAndRework() throws Exception {
        var project = new PlayedProject(caller, Vendor.OPENAI);
        var card = card(resource("/briefs/booking.md"));
        play("rework", project, "DEV_BACKEND", card);
        play("rework", project, "DEVOPS", card);
        play("rework", project, "QA", card);
        var bug = project.cards.getLast();
        var bugCard =
                "# Card APP-9: %s\n\n## Card\n\n- Type: BUG\n\n## Description\n\n%s\n"
                        .formatted(
                                bug.path("title").asString(), bug.path("description").asString());
        play("bug", project, "TROUBLESHOOTER", bugCard);
        play("bug", project, "DEV_BACKEND", bugCard);
        play("bug", project, "DEV_FRONTEND", bugCard);
        play("bug again", project, "TROUBLESHOOTER", bugCard);
        play("rework", project, "DEV_BACKEND", card + INSTRUCTIONS);
        play("rework", project, "DEVOPS", card + INSTRUCTIONS);
    }

    private void play(String name, PlayedProject project, String agent, String card)
            throws Exception {
        project.play(agent, card);
        var digest = MessageDigest.getInstance("SHA-256");
        for (var answer : project.answers) {
            digest.update(answer.toString().getBytes(StandardCharsets.UTF_8));
        }
        lines.add("%s %s %s".formatted(name, agent, HexFormat.of().formatHex(digest.digest())));
    }

    private static String card(String brief) {
        return "# Card APP-1: Booking\n\n## Card\n\n- Type: BLUEPRINT\n\n## Description\n\n%s\n\n## Acceptance criteria\n\n(none yet)\n"
                .formatted(brief);
    }

    private static String resource(String name) throws IOException {
        try (InputStream text =
                Objects.requireNonNull(GoldenAnswersTests.class.getResourceAsStream(name))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final String PROSE =
            """
            The owner's café sells "cakes" to customers | people who want them <today>. We must start in a week, it may
            cost 50 euros a month and data stays on our server by law. Each team member pays once.
            """;

    private static final String CHILDREN =
            """

            ## Child cards

            - APP-2 TASK "Build: Moving a visit is free until 24 hours before" (READY)
            - APP-3 BUG "Nothing happens: The day before" (READY)
            - APP-4 BUG "Nothing happens: At the end of a month" (DONE)
            """;

    private static final String INSTRUCTIONS =
            """

            ## Instructions from the person who started you

            Please look again.

            - server/src/records.js:3: Say how long they are kept.
            - `deploy/backup.sh`: Name the folder.

            ## Your task

            Go.
            """;
}
