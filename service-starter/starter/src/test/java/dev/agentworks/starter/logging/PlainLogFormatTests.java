package dev.agentworks.starter.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class PlainLogFormatTests {
    private final LoggerContext logback = new LoggerContext();

    @Test
    void leavesNothingOfAMessageOrItsFailureThatActsOnATerminal() {
        var hostile = "\u001b[31mred\u001b]0;t\u0007 \u009b2J\rforged exe.\u202egnp";

        var line = format(hostile, new IllegalStateException(hostile));

        assertThat(line)
                .contains("␛[31mred␛]0;t␇ ⟨U+009B⟩2J␍forged exe.⟨U+202E⟩gnp")
                .contains("IllegalStateException: ␛[31mred");
        assertThat(line.codePoints())
                .noneMatch(next ->
                        next != '\n' && next != '\t' && Character.isISOControl(next)
                                || next == 0x202e);
    }

    @Test
    void showsAnOrdinaryLineAsItIs() {
        assertThat(format("a line\n\tof two: äöü 日本", null))
                .contains("INFO")
                .endsWith(": a line\n\tof two: äöü 日本\n");
    }

    private String format(String message, @Nullable Throwable failure) {
        var converter = new ThrowableProxyConverter();
        converter.setContext(logback);
        converter.start();
        var event =
                new LoggingEvent("", logback.getLogger("test"), Level.INFO, message, failure, null);
        event.setMDCPropertyMap(Map.of());
        return new PlainLogFormat(new MockEnvironment(), converter).format(event);
    }
}
