package dev.agentworks.core.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ContentTypeTests {

    private static final String TEXT = "text/plain;charset=UTF-8";

    @Test
    void aFileIsWhatItsFirstBytesSay() {
        assertThat(of("\u0089PNG\r\n\u001a\nrest")).isEqualTo("image/png");
        assertThat(of("\u00ff\u00d8\u00ff\u00e0")).isEqualTo("image/jpeg");
        assertThat(of("GIF89a...")).isEqualTo("image/gif");
        assertThat(of("RIFF\u0001\u0002\u0003\u0004WEBPVP8")).isEqualTo("image/webp");
        assertThat(of("%PDF-1.7")).isEqualTo("application/pdf");
        assertThat(of("PK\u0003\u0004")).isEqualTo("application/zip");
        assertThat(of("MZ\u0090\u0000")).isEqualTo("application/octet-stream");
        assertThat(of("%PD")).isEqualTo(TEXT);
    }

    @Test
    void whatABrowserCouldRunIsATextLikeAnyOther() {
        assertThat(of("<!doctype html><script>alert(1)</script>")).isEqualTo(TEXT);
        assertThat(of("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"))
                .isEqualTo(TEXT);
        assertThat(of("one\r\n\ttwo")).isEqualTo(TEXT);
    }

    @Test
    void aTextMayBeCutInACharacter() {
        var text = ("x" + "ü😀".repeat(2_000)).getBytes(StandardCharsets.UTF_8);
        for (var shift = 0; shift < 6; shift++) {
            var head = new byte[ContentType.HEAD];
            System.arraycopy(text, shift == 0 ? 0 : 1 + 6 * shift, head, 0, head.length);

            assertThat(ContentType.of(head, head.length)).as("shift %d", shift).isEqualTo(TEXT);
        }
    }

    @Test
    void bytesThatAreNoTextAreBytes() {
        assertThat(of("\u00c3(")).isEqualTo("application/octet-stream");
        assertThat(of("a\u0000b")).isEqualTo("application/octet-stream");
        assertThat(of("\u00e2\u0082")).isEqualTo("application/octet-stream");
    }

    private static String of(String latin) {
        var bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
        return ContentType.of(bytes, bytes.length);
    }
}
