package dev.agentworks.billing.ledger;

/**
 * What a transaction is posted for; nothing is posted twice for the same.
 *
 * @param kind such as {@code invoice}
 */
public record LedgerSource(String kind, String id) {}
