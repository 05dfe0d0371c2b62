package dev.agentworks.monitor.live;

import dev.agentworks.events.log.LogLevel;
import dev.agentworks.events.log.LogSource;
import dev.agentworks.monitor.history.RunLine;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which lines a subscription shows; a line that says lines are missing is always shown.
 *
 * @param levels all when empty
 * @param sources all when empty
 * @param text part of the message, whatever its case
 * @param step a step of the run, with the steps below it
 * @param realtime whether to go on after what is stored now
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

    boolean shows(RunLine line) {
        return isGap(line)
                || ((levels.isEmpty() || levels.contains(line.level()))
                        && (sources.isEmpty() || sources.contains(line.source()))
                        && hasText(line)
                        && isOfStep(line));
    }

    static boolean isGap(RunLine line) {
        return line.metadata() != null && line.metadata().containsKey(RunLine.GAP);
    }

    private boolean hasText(RunLine line) {
        return text == null
                || line.message().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    private boolean isOfStep(RunLine line) {
        return step == null
                || (line.stepPath() != null
                        && (line.stepPath().equals(step)
                                || line.stepPath().startsWith(step + "/")));
    }
}
