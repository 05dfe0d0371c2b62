package dev.agentworks.billing.report.web;

import dev.agentworks.billing.report.Dimension;
import dev.agentworks.billing.report.Period;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a usage report; sums are kept by UTC day, so a period consists of whole
 * days.
 */
final class UsageParameters {
    private static final int MOST_DAYS = 3660;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);

    private UsageParameters() {}

    static Period period(@Nullable String from, @Nullable String to, Period current) {
        var first = from == null ? null : day("from", from);
        var end = to == null ? null : day("to", to);
        if (first == null) {
            first =
                    end == null || end.isAfter(current.from())
                            ? current.from()
                            : end.withDayOfMonth(1);
        }
        if (end == null) {
            end = first.isBefore(current.to()) ? current.to() : first.plusMonths(1);
        }
        if (first.isAfter(end)) {
            throw invalid("to", "must not be before from");
        }
        if (first.plusDays(MOST_DAYS).isBefore(end)) {
            throw invalid("from", "a period is at most ten years long");
        }
        return new Period(first, end);
    }

    static Set<Dimension> dimensions(List<String> words) {
        var dimensions = EnumSet.noneOf(Dimension.class);
        for (var word : words) {
            if (!word.isEmpty()) {
                dimensions.add(
                        Dimension.named(word)
                                .orElseThrow(() ->
                                        invalid(
                                                "groupBy",
                                                "must be of provider, agent, project, model, day")));
            }
        }
        return dimensions.isEmpty() ? EnumSet.allOf(Dimension.class) : dimensions;
    }

    private static LocalDate day(String parameter, String text) {
        try {
            var day = text.length() > 10 ? midnight(parameter, text) : LocalDate.parse(text);
            if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
                throw invalid(parameter, "must be from 2000 to 2200");
            }
            return day;
        } catch (DateTimeException _) {
            throw invalid(parameter, "must be a date such as 2026-03-01, or midnight UTC of one");
        }
    }

    private static LocalDate midnight(String parameter, String text) {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        var time = instant.atOffset(ZoneOffset.UTC);
        if (!time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw invalid(parameter, "must be midnight UTC: usage is added up by UTC day");
        }
        return time.toLocalDate();
    }

    private static ProblemException invalid(String parameter, String message) {
        return new ProblemException(
                        CommonError.INVALID_REQUEST,
                        "The parameter " + parameter + " " + message + ".")
                .invalid("query:" + parameter, message);
    }
}
