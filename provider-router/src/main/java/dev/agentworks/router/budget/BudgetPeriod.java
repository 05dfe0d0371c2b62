package dev.agentworks.router.budget;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** After what time a budget begins anew, in UTC. */
public enum BudgetPeriod {
    /** Never. */
    TOTAL,
    DAY,
    MONTH;

    /** When the period that holds this moment ends. */
    public Optional<Instant> endAfter(Instant moment) {
        var day = moment.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
        return switch (this) {
            case TOTAL -> Optional.empty();
            case DAY -> Optional.of(day.plusDays(1)).map(ZonedDateTime::toInstant);
            case MONTH ->
                    Optional.of(day.withDayOfMonth(1).plusMonths(1)).map(ZonedDateTime::toInstant);
        };
    }
}
