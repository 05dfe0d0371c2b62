package dev.agentworks.starter.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedTextTests {

    @ParameterizedTest
    @CsvSource({
        "'\u001b[31mred\u001b[0m', ␛[31mred␛[0m",
        "'\u001b]0;title\u0007x', ␛]0;title␇x",
        "'\u001b]8;;javascript:alert(1)\u001b\\link', ␛]8;;javascript:alert(1)␛\\link",
        "'\u009b2J', ⟨U+009B⟩2J",
        "'\u009d0;t\u009c', ⟨U+009D⟩0;t⟨U+009C⟩",
        "'\u0008\u0008ok', ␈␈ok",
        "'a\u007f', a␡",
        "'a\u0000b', a␀b",
        "'exe.\u202egnp', exe.⟨U+202E⟩gnp",
        "'\u2066a\u2069', ⟨U+2066⟩a⟨U+2069⟩",
        "'a\u200bb', a⟨U+200B⟩b",
        "'ad\u200dmin', ad⟨U+200D⟩min",
        "'\ufeffa', ⟨U+FEFF⟩a",
        "'a\u00adb', a⟨U+00AD⟩b",
        "'\u3164', ⟨U+3164⟩",
        "'\u2800', ⟨U+2800⟩",
        "'a\u2028b', a⟨U+2028⟩b",
        "'a\ufe0fb', a⟨U+FE0F⟩b",
        "'\ud83d end', ⟨U+D83D⟩ end",
        "'a\udb40\udc61', a⟨U+E0061⟩"
    })
    void showsWhatAReaderWouldNotSee(String text, String shown) {
        assertThat(EscapedText.ofLine(text)).isEqualTo(shown);
        assertThat(EscapedText.ofLines(text)).isEqualTo(shown);
        assertThat(EscapedText.hides(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain text, \ttabs",
                "äöü é e\u0301 日本語 ñ ß ﬁ",
                "مرحبا بالعالم",
                "می‌خواهم",
                "क्‍ष",
                "2️⃣ 👩‍👩‍👧‍👦 🇩🇪 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👩🏽‍🚀",
                "葛󠄀",
                "10\u00a0€"
            })
    void leavesTextAloneThatIsSeenAsItIs(String text) {
        assertThat(EscapedText.ofLine(text)).isSameAs(text);
        assertThat(EscapedText.hides(text)).isFalse();
    }

    @Test
    void keepsLineFeedsWhereThereAreSeveralLines() {
        assertThat(EscapedText.ofLines("a\r\nb\rc\n")).isEqualTo("a␍\nb␍c\n");
        assertThat(EscapedText.ofLine("a\r\nb")).isEqualTo("a␍␊b");
    }

    @Test
    void showsInCodeEverySpaceButTheCommonOne() {
        assertThat(EscapedText.ofCode("if\u00a0(a) {\n\t\u3000b\r\n"))
                .isEqualTo("if⟨U+00A0⟩(a) {\n\t⟨U+3000⟩b␍\n");
    }

    @Test
    void leavesNoControlCharacterInAnyLine() {
        var all = new StringBuilder();
        IntStream.rangeClosed(0, 0x9f).forEach(all::appendCodePoint);

        assertThat(EscapedText.ofLine(all.toString()).codePoints())
                .noneMatch(codePoint -> Character.isISOControl(codePoint) && codePoint != '\t');
    }
}
