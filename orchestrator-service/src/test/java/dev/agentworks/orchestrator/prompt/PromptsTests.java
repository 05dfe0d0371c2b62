package dev.agentworks.orchestrator.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PromptsTests {

    private static final int AMPLE = 100_000;

    @Test
    void tellsTheCardWithAllAroundIt() {
        var cards =
                new Cards()
                        .child("APP-7", "Rooms are booked twice", "READY")
                        .comment("Please hurry.")
                        .document(
                                "ARCHITECTURE",
                                "Architecture: rooms",
                                "APPROVED",
                                "One service, one table.")
                        .document("PRD", "PRD: rooms", "DRAFT", "Not yet.");
        cards.files.add("src/Booking.java");
        cards.said.add(
                new PromptContext.EarlierResult(
                        "CODE_REVIEWER", "Two findings.", "request changes"));

        var told = Prompts.user(cards.context(), cards.known(), true, AMPLE);

        assertThat(told.leftOut()).isEmpty();
        assertThat(told.text())
                .startsWith("# Card APP-1: A booking tool\n")
                .contains("People book rooms.", "- It books.", "The whole", "> All that is wanted.")
                .contains("- Exit criterion: no_open_bugs", "- Still missing: APP-7 is open")
                .contains("APP-7 TASK \"Rooms are booked twice\" (READY)")
                .contains("- user:7: Please hurry.")
                .contains("<document type=\"ARCHITECTURE\"", "One service, one table.")
                .contains("PRD \"PRD: rooms\" · DRAFT")
                .doesNotContain("Not yet.")
                .contains("- src/Booking.java")
                .contains("CODE_REVIEWER (verdict: request changes): Two findings.");
    }

    @Test
    void givesDraftsOfTheCardToAnAgentThatCannotReadThem() {
        var cards = new Cards().document("PRD", "PRD: rooms", "DRAFT", "Not yet.");

        assertThat(Prompts.user(cards.context(), cards.known(), false, AMPLE).text())
                .contains("Not yet.");
    }

    @Test
    void givesTheApprovedVersionUntilANewerOneIsApproved() {
        var cards =
                new Cards()
                        .document("ARCHITECTURE", "Architecture", "APPROVED", "One table.")
                        .andNewerDraft();

        assertThat(Prompts.user(cards.context(), cards.known(), true, AMPLE).text())
                .contains("One table.", "version=\"1\"", "in force until the draft of version 2");
    }

    @Test
    void leavesOutFilesThenOldCommentsAndSaysSo() {
        var cards = new Cards();
        for (int index = 0; index < 60; index++) {
            cards.files.add("src/main/java/rooms/File" + index + ".java");
            cards.comment(
                    "Comment number "
                            + index
                            + " with a few words more, so that it takes room in what an agent reads before it begins to work.");
        }
        int all =
                TokenEstimate.of(Prompts.user(cards.context(), cards.known(), true, AMPLE).text());

        var tight = Prompts.user(cards.context(), cards.known(), true, all - 300);
        var tighter = Prompts.user(cards.context(), cards.known(), true, 1_200);

        assertThat(tight.leftOut()).singleElement().asString().startsWith("files (");
        assertThat(tight.text()).contains("Comment number 0 ", "src/main/java/rooms/File0.java");
        assertThat(tighter.leftOut()).hasSize(2);
        assertThat(tighter.leftOut().getFirst()).isEqualTo("files (60)");
        assertThat(tighter.leftOut().get(1)).startsWith("comments (");
        assertThat(tighter.text())
                .contains("Comment number 59 ", "People book rooms.", "Your last call is `finish`.")
                .doesNotContain("Comment number 0 ")
                .contains("(Left out because it did not fit: files (60), comments (");
    }

    @Test
    void cutsTheDocumentThatReachesTheEndOfTheRoomAndNamesIt() {
        var cards =
                new Cards()
                        .document("ARCHITECTURE", "Architecture", "APPROVED", "a ".repeat(3_000))
                        .document("PRD", "PRD", "APPROVED", "p ".repeat(9_000))
                        .document("PLAN", "Plan", "APPROVED", "q ".repeat(9_000));

        var told = Prompts.user(cards.context(), cards.known(), true, 6_000);

        assertThat(told.text()).contains("a ".repeat(2_999)).contains("… (cut here after ");
        assertThat(told.leftOut())
                .containsExactly("the end of the text of PRD \"PRD\"", "the text of PLAN \"Plan\"");
    }

    @Test
    void neverExceedsItsBudgetAndAlwaysSaysTheSame() {
        for (int seed = 0; seed < 10_000; seed++) {
            var random = new Random(seed);
            var cards = Cards.random(random);
            int budget = PromptTrimmer.SMALLEST + random.nextInt(12_000);
            boolean reads = random.nextBoolean();

            var told = Prompts.user(cards.context(), cards.known(), reads, budget);

            assertThat(TokenEstimate.of(told.text()))
                    .as("tokens of the context of seed %d", seed)
                    .isLessThanOrEqualTo(budget);
            assertThat(told.text()).contains("Your last call is `finish`.");
            if (seed % 50 == 0) {
                var again = Prompts.user(cards.context(), cards.known(), reads, budget);
                assertThat(again.text()).isEqualTo(told.text());
            }
        }
    }

    @Test
    void addsTheRulesThatHoldForAllAgents() {
        assertThat(Prompts.system("Agent: QA\n\nYou are QA."))
                .startsWith("Agent: QA\n\nYou are QA.")
                .contains("## How you work", "`ask_human`", "`finish`");
    }
}
