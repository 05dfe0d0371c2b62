package dev.agentworks.billing.wallet;

import dev.agentworks.events.Moment;
import dev.agentworks.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Credits as they are shown. Dollars.
 *
 * @param priority lower is used first
 * @param projectId the only project whose calls it pays, if not all
 */
public record GrantView(
        UUID id,
        GrantKind kind,
        @Money BigDecimal amount,
        @Money BigDecimal remaining,
        int priority,
        @Nullable UUID projectId,
        @Nullable @Moment Instant expiresAt,
        @Moment Instant grantedAt) {}
