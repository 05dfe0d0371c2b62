package dev.agentworks.starter.test.architecture.tidy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Knows the time from its clock. */
@Component
public class Notes {
    private final Clock clock;

    Notes(Clock clock) {
        this.clock = clock;
    }

    public String now() {
        return Instant.now(clock) + " " + LocalDate.now(clock);
    }
}
