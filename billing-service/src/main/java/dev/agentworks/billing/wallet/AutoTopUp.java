package dev.agentworks.billing.wallet;

import dev.agentworks.events.Money;
import java.math.BigDecimal;

/**
 * Buys more when little is left. Dollars.
 *
 * @param threshold below which more is bought
 * @param amount how much at once
 * @param ceiling how much in a month at most
 */
public record AutoTopUp(
        @Money BigDecimal threshold, @Money BigDecimal amount, @Money BigDecimal ceiling) {}
