package dev.agentworks.billing.wallet;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Credits to be added.
 *
 * @param sourceKey what they come from; the same is granted once
 */
public record NewGrant(
        GrantKind kind,
        BigDecimal amount,
        int priority,
        @Nullable UUID projectId,
        @Nullable Instant expiresAt,
        String sourceKey) {
    /** What is bought is used after what is given. */
    private static final int BOUGHT = 50;

    public NewGrant {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("credits are more than nothing");
        }
    }

    static NewGrant bought(TopUp topUp) {
        return new NewGrant(
                GrantKind.PURCHASE, topUp.amount(), BOUGHT, null, null, "top-up/" + topUp.id());
    }

    /** What comes back from an invoice, in the same order as what was bought. */
    public static NewGrant refunded(BigDecimal amount, String sourceKey) {
        return new NewGrant(GrantKind.REFUND, amount, BOUGHT, null, null, sourceKey);
    }
}
