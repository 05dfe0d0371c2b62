package dev.agentworks.orchestrator.outgoing;

import dev.agentworks.events.log.LogLevel;
import dev.agentworks.events.log.LogSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line for the terminal. */
public record Line(
        LogLevel level,
        LogSource source,
        String message,
        @Nullable String stepPath,
        @Nullable Map<String, Object> metadata) {

    public static Line info(String message) {
        return new Line(LogLevel.INFO, LogSource.ORCHESTRATOR, message, null, null);
    }

    public static Line warn(String message) {
        return new Line(LogLevel.WARN, LogSource.ORCHESTRATOR, message, null, null);
    }

    public static Line error(String message) {
        return new Line(LogLevel.ERROR, LogSource.ORCHESTRATOR, message, null, null);
    }

    /** Something the agent did. */
    public static Line agent(String message) {
        return new Line(LogLevel.INFO, LogSource.AGENT, message, null, null);
    }

    /** How many there are, as a line says it: "1 card", "2 cards". */
    public static String counted(int number, String what) {
        return number == 1 ? "1 " + what : number + " " + what + "s";
    }

    /** The same line, written by this step. */
    public Line in(String step) {
        return new Line(level, source, message, step, metadata);
    }

    public Line with(Map<String, Object> facts) {
        return new Line(level, source, message, stepPath, facts);
    }
}
