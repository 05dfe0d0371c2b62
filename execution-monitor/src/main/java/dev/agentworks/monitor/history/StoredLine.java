package dev.agentworks.monitor.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.events.Moment;
import dev.agentworks.events.log.LogLevel;
import dev.agentworks.events.log.LogSource;
import dev.agentworks.starter.text.EscapedText;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a run as it is stored and shown, with its offset. Whatever would move a reader's
 * terminal, change its colours or hide itself is shown by a sign, whoever wrote it.
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
    public StoredLine {
        message = EscapedText.ofLine(message);
    }

    /**
     * The member of {@link #metadata} that marks a line which reports missing lines of a producer.
     */
    public static final String GAP = "gap";

    /**
     * The member of {@link #metadata} that marks a line which came after lines that were said
     * later.
     */
    public static final String LATE = "late";
}
