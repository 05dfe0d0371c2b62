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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CloudLogFormatTests {
    private final LoggerContext logback = new LoggerContext();

    @Test
    void writesOneObjectALineWithSeverityAndTrace() {
        var line = format(event(Level.WARN, null));

        assertThat(line.path("severity").asString()).isEqualTo("WARNING");
        assertThat(line.path("message").asString()).isEqualTo("a \"line\"\nof two");
        assertThat(line.path("service").asString()).isEqualTo("tried");
        assertThat(line.path("logging.googleapis.com/trace").asString())
                .isEqualTo("projects/p/traces/0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void keepsAStackTraceInsideTheMessage() {
        var line = format(event(Level.ERROR, new IllegalStateException("broken")));

        assertThat(line.path("message").asString())
                .contains("IllegalStateException: broken", "\tat ");
    }

    @Test
    void writesNothingThatActsOnAReadersTerminal() {
        var event =
                new LoggingEvent(
                        "",
                        logback.getLogger("test"),
                        Level.WARN,
                        "\u001b[31mred \u009b2J exe.\u202egnp",
                        null,
                        null);
        event.setMDCPropertyMap(Map.of());

        assertThat(format(event).path("message").asString())
                .isEqualTo("␛[31mred ⟨U+009B⟩2J exe.⟨U+202E⟩gnp");
    }

    private JsonNode format(LoggingEvent event) {
        var converter = new ThrowableProxyConverter();
        converter.setContext(logback);
        converter.start();
        var environment =
                new MockEnvironment()
                        .withProperty("agentworks.service.name", "tried")
                        .withProperty("GOOGLE_CLOUD_PROJECT", "p");
        var line = new CloudLogFormat(environment, converter).format(event);
        assertThat(line.strip()).doesNotContain("\n");
        return JsonMapper.shared().readTree(line);
    }

    private LoggingEvent event(Level level, @Nullable Throwable failure) {
        var event =
                new LoggingEvent(
                        "", logback.getLogger("test"), level, "a \"line\"\nof two", failure, null);
        event.setMDCPropertyMap(Map.of("traceId", "0af7651916cd43dd8448eb211c80319c"));
        return event;
    }
}
