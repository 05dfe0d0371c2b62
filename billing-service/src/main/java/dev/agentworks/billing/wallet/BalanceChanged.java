package dev.agentworks.billing.wallet;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace's calls may still cost. Published in the transaction that changed it.
 *
 * @param available dollars; none without a limit
 */
record BalanceChanged(UUID workspace, @Nullable BigDecimal available) {}
