package dev.agentworks.starter.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.agentworks.starter.text.EscapedText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;

/** A line for people: when, how grave, the trace, where, and what. */
public final class PlainLogFormat implements StructuredLogFormatter<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());
    private static final int LONGEST_LOGGER = 40;

    private final String service;
    private final ThrowableProxyConverter stackTraces;

    public PlainLogFormat(Environment environment, ThrowableProxyConverter stackTraces) {
        this.service = environment.getProperty("agentworks.service.name", "-");
        this.stackTraces = stackTraces;
    }

    @Override
    public String format(ILoggingEvent event) {
        var trace = event.getMDCPropertyMap().getOrDefault("traceId", "");
        var line =
                "%s %5s [%s] [%s] [%s] %s : %s%n"
                        .formatted(
                                TIME.format(event.getInstant()),
                                event.getLevel(),
                                service,
                                event.getThreadName(),
                                trace,
                                shortened(event.getLoggerName()),
                                text(event.getFormattedMessage()));
        return event.getThrowableProxy() == null ? line : line + text(stackTraces.convert(event));
    }

    private static String text(String said) {
        return EscapedText.ofLines(LogSecrets.masked(said));
    }

    private static String shortened(String logger) {
        return logger.length() <= LONGEST_LOGGER
                ? logger
                : "…" + logger.substring(logger.length() - LONGEST_LOGGER + 1);
    }
}
