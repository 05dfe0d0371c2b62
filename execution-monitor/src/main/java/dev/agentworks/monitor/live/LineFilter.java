package dev.agentworks.monitor.live;

import dev.agentworks.events.log.LogLevel;
import dev.agentworks.events.log.LogSource;
import dev.agentworks.monitor.history.StoredLine;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which lines a subscription shows; a line that reports missing lines is always shown.
 *
 * @param levels all when empty
 * @param sources all when empty
 * @param text part of the message, ignoring case
 * @param step a step of the run, with the steps below it
 * @param realtime whether lines stored later are shown too
 */
record LineFilter(
        Set<LogLevel> levels,
        Set<LogSource> sources,
        @Nullable String text,
        @Nullable String step,
        boolean realtime) {
    static final LineFilter ALL = new LineFilter(Set.of(), Set.of(), null, null, true);

    boolean showsAll() {
        return levels.isEmpty() && sources.isEmpty() && text == null && step == null;
    }

    boolean shows(StoredLine line) {
        return isGap(line)
                || ((levels.isEmpty() || levels.contains(line.level()))
                        && (sources.isEmpty() || sources.contains(line.source()))
                        && hasText(line)
                        && isOfStep(line));
    }

    static boolean isGap(StoredLine line) {
        return line.metadata() != null && line.metadata().containsKey(StoredLine.GAP);
    }

    private boolean hasText(StoredLine line) {
        return text == null
                || line.message().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    private boolean isOfStep(StoredLine line) {
        return step == null
                || (line.stepPath() != null
                        && (line.stepPath().equals(step)
                                || line.stepPath().startsWith(step + "/")));
    }
}
