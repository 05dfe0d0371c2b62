package dev.agentworks.orchestrator.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LogLineTests {

    private static final String TEXT =
            """
            I read the brief.

            This is a long sentence that says a good deal about the product, about its users, and about what they want from it. And \
            this is another one, which begins on the same line and goes on for quite a while, too! Short end
            - a list item
            """;

    @Test
    void countsOneAsOne() {
        assertThat(LogLine.counted(0, "card")).isEqualTo("0 cards");
        assertThat(LogLine.counted(1, "card")).isEqualTo("1 card");
        assertThat(LogLine.counted(2, "card")).isEqualTo("2 cards");
    }

    @Test
    void cutsAtLineEndsAndAtSentenceEndsOfLongLines() {
        assertThat(lines(List.of(TEXT)))
                .containsExactly(
                        "I read the brief.",
                        "This is a long sentence that says a good deal about the product, about its users, and about what they"
                                + " want from it.",
                        "And this is another one, which begins on the same line and goes on for quite a while, too! Short end",
                        "- a list item");
    }

    @Test
    void theSameTextGivesTheSameLinesHoweverItArrives() {
        var whole = lines(List.of(TEXT));
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            var pieces = new ArrayList<String>();
            for (int at = 0; at < TEXT.length(); ) {
                int end = Math.min(TEXT.length(), at + 1 + random.nextInt(20));
                pieces.add(TEXT.substring(at, end));
                at = end;
            }

            assertThat(lines(pieces)).isEqualTo(whole);
        }
    }

    @Test
    void hidesWhatLooksLikeASecretAndNothingElse() {
        assertThat(SecretMasker.mask("use sk-proj-abcdefghijklmnop1234 now"))
                .isEqualTo("use ••• now");
        assertThat(SecretMasker.mask("password: hunter2hunter2")).isEqualTo("password: •••");
        assertThat(SecretMasker.mask("Authorization: Bearer abcdefgh12345"))
                .isEqualTo("Authorization: Bearer •••");
        assertThat(SecretMasker.mask("jdbc postgres://app:s3cret@db/app"))
                .isEqualTo("jdbc postgres://app:•••@db/app");
        assertThat(SecretMasker.mask("The task is to ask-them-all about a token economy"))
                .isEqualTo("The task is to ask-them-all about a token economy");
    }

    private static List<String> lines(List<String> pieces) {
        var splitter = new LineSplitter();
        var lines = new ArrayList<String>();
        pieces.forEach(piece -> lines.addAll(splitter.accept(piece)));
        lines.addAll(splitter.rest());
        return lines;
    }

    @Test
    void leavesTheServiceWithoutAnythingThatActsOnATerminal() {
        var publisher = new EventPublisher(mock(), JsonMapper.builder().build(), Clock.systemUTC());
        var id = UUID.randomUUID();
        var run = new RunReference(id, id, id, id, "PRD", 1, "MANUAL", null, null);
        var title = "\u001b[31mred\u001b]8;;javascript:x\u0007\u009b2J\r\nexe.\u202egnp\u200b";
        var line = LogLine.info("Created the card " + title);

        var sent = publisher.lines(run, 1, List.of(line)).payload();

        assertThat(
                        JsonMapper.shared()
                                .readTree(sent)
                                .path("entries")
                                .get(0)
                                .path("message")
                                .asString())
                .isEqualTo(
                        "Created the card ␛[31mred␛]8;;javascript:x␇⟨U+009B⟩2J␍␊exe.⟨U+202E⟩gnp⟨U+200B⟩");
    }
}
