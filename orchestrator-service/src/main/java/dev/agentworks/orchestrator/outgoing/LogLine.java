package dev.agentworks.orchestrator.outgoing;

import dev.agentworks.events.log.LogLevel;
import dev.agentworks.events.log.LogSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line for the terminal. */
public record LogLine(
        LogLevel level,
        LogSource source,
        String message,
        @Nullable String stepPath,
        @Nullable Map<String, Object> metadata) {

    public static LogLine info(String message) {
        return new LogLine(LogLevel.INFO, LogSource.ORCHESTRATOR, message, null, null);
    }

    public static LogLine warn(String message) {
        return new LogLine(LogLevel.WARN, LogSource.ORCHESTRATOR, message, null, null);
    }

    public static LogLine error(String message) {
        return new LogLine(LogLevel.ERROR, LogSource.ORCHESTRATOR, message, null, null);
    }

    /** Something the agent did. */
    public static LogLine agent(String message) {
        return new LogLine(LogLevel.INFO, LogSource.AGENT, message, null, null);
    }

    /** How many there are, as a line says it: "1 card", "2 cards". */
    public static String counted(int number, String what) {
        return number == 1 ? "1 " + what : number + " " + what + "s";
    }

    /** The same line, written by this step. */
    public LogLine in(String step) {
        return new LogLine(level, source, message, step, metadata);
    }

    /** The same line with these facts besides its own. */
    public LogLine and(Map<String, Object> more) {
        var facts = new HashMap<String, Object>(metadata == null ? Map.of() : metadata);
        facts.putAll(more);
        return with(facts);
    }

    public LogLine with(Map<String, Object> facts) {
        return new LogLine(level, source, message, stepPath, facts);
    }
}
