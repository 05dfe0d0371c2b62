package dev.agentworks.billing.invoice;

import java.time.Instant;

/**
 * Money that came for an invoice, or went back.
 *
 * @param source who received it, such as {@code stripe} or {@code manual}
 * @param reference the source's own name for it; told twice it is one payment
 * @param amountMinor in minor units; below zero it went back
 */
public record ReceivedPayment(
        String source, String reference, long amountMinor, Instant receivedAt) {}
