package dev.agentworks.billing.wallet;

import dev.agentworks.events.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is left, after every call that is recorded by now. Dollars.
 *
 * @param balance what the grants hold for any project; below zero when calls cost more than was
 *     held for them
 * @param scoped what grants for single projects hold beside it
 * @param owed of open months and not covered by grants
 * @param available what calls may still cost now; none when there is no limit
 */
public record WalletView(
        UUID workspaceId,
        WalletMode mode,
        @Money BigDecimal balance,
        @Money BigDecimal scoped,
        @Money BigDecimal owed,
        @Nullable @Money BigDecimal available,
        @Nullable @Money BigDecimal postpaidLimit,
        @Nullable AutoTopUp autoTopUp,
        List<GrantView> grants,
        long version) {
    public WalletView {
        grants = List.copyOf(grants);
    }
}
