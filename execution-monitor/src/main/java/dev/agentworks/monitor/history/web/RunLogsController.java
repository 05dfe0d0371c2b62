package dev.agentworks.monitor.history.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.agentworks.events.log.LogLevel;
import dev.agentworks.events.log.LogSource;
import dev.agentworks.monitor.history.LogPage;
import dev.agentworks.monitor.history.LogReader;
import dev.agentworks.monitor.history.StoredLine;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.validation.VisibleText;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A run's lines, a page at a time. */
@RestController
@RequiresScope("monitor:public")
class RunLogsController {
    private static final int MOST_LINES = 1000;
    private static final int LONGEST_TEXT = 500;
    private final LogReader logs;

    RunLogsController(LogReader logs) {
        this.logs = logs;
    }

    @GetMapping("/api/runs/{id}/logs")
    LogsResponse logs(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") int limit,
            @RequestParam(defaultValue = "") List<String> level,
            @RequestParam(defaultValue = "") List<String> source,
            @RequestParam(required = false) @Nullable String q,
            Caller caller) {
        if (limit < 1 || limit > MOST_LINES) {
            throw invalid("limit", "must be from 1 to " + MOST_LINES);
        }
        if (q != null && (VisibleText.length(q) > LONGEST_TEXT || q.indexOf('\0') >= 0)) {
            throw invalid("q", "must be at most " + LONGEST_TEXT + " characters, without NUL");
        }
        var page =
                logs.page(
                        caller.requireUser(),
                        id,
                        start(after, cursor),
                        limit,
                        chosen("level", LogLevel.values(), level),
                        chosen("source", LogSource.values(), source),
                        q);
        return LogsResponse.of(page);
    }

    private static long start(@Nullable Long after, @Nullable String cursor) {
        if (cursor != null) {
            try {
                return Math.addExact(Long.parseLong(cursor), 1);
            } catch (NumberFormatException | ArithmeticException _) {
                throw invalid("cursor", "must be one that an earlier page gave");
            }
        }
        if (after != null && (after < -1 || after == Long.MAX_VALUE)) {
            throw invalid("after", "must be an offset, or -1 for the start");
        }
        return after == null ? 0 : after + 1;
    }

    private static <E extends Enum<E>> Set<E> chosen(
            String parameter, E[] known, List<String> names) {
        var chosen = new LinkedHashSet<E>();
        for (var name : names) {
            if (!name.isEmpty()) {
                chosen.add(
                        Arrays.stream(known)
                                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(name))
                                .findFirst()
                                .orElseThrow(() ->
                                        invalid(
                                                parameter,
                                                "must be one of "
                                                        + Arrays.toString(known)
                                                                .toLowerCase(Locale.ROOT))));
            }
        }
        return chosen;
    }

    private static ProblemException invalid(String parameter, String message) {
        return new ProblemException(
                        CommonError.INVALID_REQUEST,
                        "The parameter " + parameter + " " + message + ".")
                .invalid("query:" + parameter, message);
    }

    /** {@code nextCursor} is absent when the stream has ended and this page reaches its end. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LogsResponse(
            List<StoredLine> items,
            @Nullable String nextCursor,
            @JsonProperty("final") boolean atTheEnd) {
        static LogsResponse of(LogPage page) {
            return new LogsResponse(
                    page.lines(),
                    page.atTheEnd() ? null : String.valueOf(page.next() - 1),
                    page.atTheEnd());
        }
    }
}
