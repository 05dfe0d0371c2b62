package dev.agentworks.billing.wallet;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a workspace pays. Its row is locked by whoever changes what its grants hold. */
@Entity
class Wallet {
    @Id private UUID workspaceId;

    @Enumerated(EnumType.STRING)
    private WalletMode mode;

    private @Nullable BigDecimal postpaidLimit;
    private @Nullable BigDecimal topUpThreshold;
    private @Nullable BigDecimal topUpAmount;
    private @Nullable BigDecimal topUpCeiling;
    @Version private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected Wallet() {}

    void pay(WalletMode when) {
        mode = when;
    }

    /** How much may be owed when it pays afterwards; without a limit any amount. */
    void limit(@Nullable BigDecimal most) {
        postpaidLimit = most;
    }

    void topUpBy(@Nullable AutoTopUp rule) {
        topUpThreshold = rule == null ? null : rule.threshold();
        topUpAmount = rule == null ? null : rule.amount();
        topUpCeiling = rule == null ? null : rule.ceiling();
    }

    /** Whether to buy more now, at this balance and after this much was bought in the month. */
    boolean wantsMore(BigDecimal balance, BigDecimal boughtThisMonth) {
        return topUpThreshold != null
                && topUpAmount != null
                && topUpCeiling != null
                && balance.compareTo(topUpThreshold) < 0
                && boughtThisMonth.add(topUpAmount).compareTo(topUpCeiling) <= 0;
    }

    @Nullable AutoTopUp autoTopUp() {
        return topUpThreshold == null || topUpAmount == null || topUpCeiling == null
                ? null
                : new AutoTopUp(topUpThreshold, topUpAmount, topUpCeiling);
    }

    WalletMode mode() {
        return mode;
    }

    @Nullable BigDecimal postpaidLimit() {
        return postpaidLimit;
    }

    long version() {
        return version == null ? 0 : version;
    }
}
