package dev.agentworks.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SectionsTests {

    private static final String TEXT =
            "# Blueprint\n\n## Vision\n\nSee.\n\n## Strategy\n\nOld.\n\n### Part\n\n## Risks\n\nSome.\n";

    @Test
    void aSectionIsReplacedAndTheOthersStay() {
        var changed = Sections.with(TEXT, "Strategy", "New.");

        assertThat(changed)
                .contains("## Vision\n\nSee.", "## Strategy\n\nNew.", "## Risks\n\nSome.")
                .doesNotContain("Old.", "### Part");
    }

    @Test
    void anUnknownSectionIsAddedAtTheEnd() {
        assertThat(Sections.with(TEXT, "Money", "Little."))
                .startsWith(TEXT.strip())
                .endsWith("## Money\n\nLittle.\n");
    }

    @Test
    void aRepeatedHeadingIsNotDoubled() {
        assertThat(Sections.with(TEXT, "Strategy", "## Strategy\n\nNew."))
                .containsOnlyOnce("## Strategy");
    }

    @Test
    void writingTwiceIsWritingOnce() {
        var once = Sections.with(TEXT, "Strategy", "New.");

        assertThat(Sections.with(once, "Strategy", "New.")).isEqualTo(once);
    }
}
