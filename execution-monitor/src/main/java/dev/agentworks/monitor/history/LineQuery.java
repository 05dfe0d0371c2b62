package dev.agentworks.monitor.history;

import dev.agentworks.events.log.LogLevel;
import dev.agentworks.events.log.LogSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The filter of a query for lines of a run.
 *
 * @param from the first offset
 * @param levels all when empty
 * @param sources all when empty
 * @param text part of the message, ignoring case
 */
record LineQuery(
        long from,
        int limit,
        Set<LogLevel> levels,
        Set<LogSource> sources,
        @Nullable String text) {}
