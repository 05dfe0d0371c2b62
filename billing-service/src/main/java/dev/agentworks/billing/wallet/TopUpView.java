package dev.agentworks.billing.wallet;

import dev.agentworks.events.Moment;
import dev.agentworks.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A top-up as it is shown. Dollars. */
public record TopUpView(
        UUID id,
        @Money BigDecimal amount,
        boolean automatic,
        TopUpStatus status,
        @Moment Instant requestedAt,
        @Nullable @Moment Instant settledAt) {}
