package dev.agentworks.billing.report;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/** Which plan is in force, and which period is running. */
@Component
public class Plans {
    private final PlanSettings settings;
    private final Clock clock;

    Plans(PlanSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The UTC month that is running. */
    public Period currentPeriod() {
        return Period.monthOf(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    public String name() {
        return settings.name();
    }

    public BigDecimal markup() {
        return settings.markup();
    }

    public String currency() {
        return settings.currency();
    }
}
