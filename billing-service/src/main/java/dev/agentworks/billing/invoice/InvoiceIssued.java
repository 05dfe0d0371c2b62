package dev.agentworks.billing.invoice;

import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;

/**
 * An invoice was issued. Published in the transaction that issues it: a listener that stores what
 * it has to do does so in the same one.
 *
 * @param totalMinor in the currency's minor units, tax included
 */
public record InvoiceIssued(
        UUID workspace,
        UUID invoice,
        String number,
        YearMonth period,
        String currency,
        long totalMinor,
        Instant dueAt) {}
