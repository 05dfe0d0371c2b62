package dev.agentworks.billing.usage;

import java.math.BigDecimal;

/** What a call should have cost, and with which prices that was computed. */
public record Correction(
        BigDecimal cost, BigDecimal price, BigDecimal markup, String priceVersion) {}
