package dev.agentworks.monitor.history;

import dev.agentworks.events.log.LogLevel;
import dev.agentworks.events.log.LogSource;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a run's lines for members of its workspace; others get {@code not-found}. */
@Component
public class LogReader {
    private final LogHistory history;

    LogReader(LogHistory history) {
        this.history = history;
    }

    /** The workspace of a run, if this person may see it. */
    public UUID requireVisible(ActingUser user, UUID run) {
        return history.workspaceOf(run)
                .filter(workspace -> user.grants().containsKey(workspace.toString()))
                .orElseThrow(() ->
                        new ProblemException(
                                CommonError.NOT_FOUND, "There is no run " + run + "."));
    }

    /** The lines from an offset on that match, in order. */
    public LogPage page(
            ActingUser user,
            UUID run,
            long from,
            int limit,
            Set<LogLevel> levels,
            Set<LogSource> sources,
            @Nullable String text) {
        var workspace = requireVisible(user, run);
        // the head is read before the lines: a line stored in between is on this page or the next
        var head = history.head(workspace, run);
        var query = new LineQuery(from, limit + 1, levels, sources, text);
        var found = history.search(workspace, run, query);
        if (found.size() > limit) {
            var lines = found.subList(0, limit);
            return new LogPage(lines, lines.getLast().offset() + 1, false);
        }
        var known = head.map(StreamHead::next).orElse(0L);
        var next = found.isEmpty() ? from : found.getLast().offset() + 1;
        var ended = head.isPresent() && head.get().finalOffset() != null;
        return new LogPage(found, Math.max(next, known), ended);
    }
}
