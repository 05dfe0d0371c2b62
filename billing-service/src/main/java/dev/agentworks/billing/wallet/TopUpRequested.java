package dev.agentworks.billing.wallet;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * Credits are to be paid: by whoever takes payments, who tells {@link Wallets#paid} or {@link
 * Wallets#failed}. Published in the transaction that stores the wish.
 */
public record TopUpRequested(UUID workspace, UUID topUp, BigDecimal amount, boolean automatic) {}
