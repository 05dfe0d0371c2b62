package dev.agentworks.billing.invoice;

import java.util.UUID;

/**
 * A part of an invoice was credited. Published in the same transaction.
 *
 * @param toBalanceMinor what of it was paid before and went to the wallet
 */
public record CreditNoteIssued(
        UUID workspace, UUID invoice, UUID creditNote, long amountMinor, long toBalanceMinor) {}
