package dev.agentworks.starter.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.agentworks.starter.text.EscapedText;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.JsonWriterStructuredLogFormatter;
import org.springframework.core.env.Environment;

/**
 * One JSON object a line with severity, message and trace. Chosen by {@code
 * AGENTWORKS_LOG_FORMAT=dev.agentworks.starter.logging.CloudLogFormat}.
 */
public final class CloudLogFormat extends JsonWriterStructuredLogFormatter<ILoggingEvent> {
    private static final String TRACE_ID = "traceId";
    private static final String SPAN_ID = "spanId";

    public CloudLogFormat(Environment environment, ThrowableProxyConverter stackTraces) {
        super(writer(environment, stackTraces));
    }

    private static JsonWriter<ILoggingEvent> writer(
            Environment environment, ThrowableProxyConverter stackTraces) {
        var service = environment.getProperty("agentworks.service.name", "");
        var project = environment.getProperty("GOOGLE_CLOUD_PROJECT", "");
        return JsonWriter.<ILoggingEvent>of(
                        line -> {
                            line.add("time", event -> event.getInstant().toString());
                            line.add("severity", event -> severity(event.getLevel()));
                            line.add("message", event -> message(event, stackTraces));
                            line.add("service", service);
                            line.add("logger", ILoggingEvent::getLoggerName);
                            line.add("thread", ILoggingEvent::getThreadName);
                            line.add(
                                            "logging.googleapis.com/trace",
                                            event -> trace(project, event.getMDCPropertyMap()))
                                    .whenNotNull();
                            line.add(
                                            "logging.googleapis.com/spanId",
                                            event -> event.getMDCPropertyMap().get(SPAN_ID))
                                    .whenNotNull();
                        })
                .withNewLineAtEnd();
    }

    private static String severity(Level level) {
        return switch (level.toInt()) {
            case Level.ERROR_INT -> "ERROR";
            case Level.WARN_INT -> "WARNING";
            case Level.INFO_INT -> "INFO";
            default -> "DEBUG";
        };
    }

    // Error Reporting finds a stack trace inside the message
    private static String message(ILoggingEvent event, ThrowableProxyConverter stackTraces) {
        var text =
                event.getThrowableProxy() == null
                        ? event.getFormattedMessage()
                        : event.getFormattedMessage() + "\n" + stackTraces.convert(event);
        return EscapedText.ofLines(LogSecrets.masked(text));
    }

    private static @Nullable String trace(String project, Map<String, String> context) {
        var id = context.get(TRACE_ID);
        return id == null ? null : "projects/%s/traces/%s".formatted(project, id);
    }
}
