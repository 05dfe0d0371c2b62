package dev.agentworks.monitor.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.events.Moment;
import dev.agentworks.events.log.LogLevel;
import dev.agentworks.events.log.LogSource;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a run as it is stored and shown, with its offset.
 *
 * @param offset its position in the run's stream, from 0 without gaps
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoredLine(
        long offset,
        @Moment Instant timestamp,
        LogLevel level,
        LogSource source,
        @Nullable String agentId,
        @Nullable String stepPath,
        String message,
        @Nullable Map<String, Object> metadata) {
    /**
     * The member of {@link #metadata} that marks a line which reports missing lines of a producer.
     */
    public static final String GAP = "gap";
}
