package dev.agentworks.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DocumentDiffTests {

    @Test
    void showsWhatALineHidesFromWhoApprovesIt() {
        var diff =
                between("Pay to IBAN 1\n", "Pay to \u202eIBAN 1\u202c\u200b \u001b[8mthe thief\n");

        assertThat(diff.patch())
                .contains("-Pay to IBAN 1")
                .contains("+Pay to ⟨U+202E⟩IBAN 1⟨U+202C⟩⟨U+200B⟩ ␛[8mthe thief");
    }

    @Test
    void takesACarriageReturnForNoLineEndAndShowsIt() {
        var diff = between("one\n", "one\rtwo\n");

        assertThat(diff.patch()).contains("-one").contains("+one␍two");
        assertThat(diff.additions()).isEqualTo(1);
        assertThat(between("a\nb\n", "a\r\nb\r\n").patch()).contains("+a␍").contains("+b␍");
    }

    @Test
    void saysNothingWhereNothingChanged() {
        assertThat(between("a\rb\n", "a\rb\n").patch()).isEmpty();
        assertThat(between("", "").patch()).isEmpty();
        assertThat(between("", "new").additions()).isEqualTo(1);
    }

    private static DocumentDiff between(String before, String after) {
        return DocumentDiff.between(
                new DocumentText(1, "t", before), new DocumentText(2, "t", after));
    }
}
