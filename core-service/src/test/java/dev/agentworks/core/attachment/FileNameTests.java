package dev.agentworks.core.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.starter.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileNameTests {

    @Test
    void aNameIsTakenAsItIsWritten() {
        for (var name :
                List.of("a.txt", "Übersicht (2).pdf", "日本語.png", ".env", "no dot", "😀.gif")) {
            assertThat(FileName.checked(name)).isEqualTo(name);
        }
        assertThat(FileName.checked("  a.txt ")).isEqualTo("a.txt");
        assertThat(FileName.checked("😀".repeat(255))).hasSize(510);
    }

    @Test
    void aNameThatLeadsElsewhereOrIsNotWhatItLooksLikeIsRefused() {
        for (var name :
                List.of(
                        "",
                        " ",
                        ".",
                        "..",
                        "...",
                        "a/b",
                        "..\\b",
                        "a\u0000b",
                        "a\nb",
                        "C:evil",
                        "gnp.\u202eexe",
                        "a\u200bb",
                        "\u2028",
                        "\ud83d",
                        "x".repeat(256))) {
            assertThatThrownBy(() -> FileName.checked(name))
                    .as(name)
                    .isInstanceOf(ProblemException.class);
        }
    }
}
