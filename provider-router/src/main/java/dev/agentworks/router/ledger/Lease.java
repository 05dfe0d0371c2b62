package dev.agentworks.router.ledger;

/**
 * The right to work on a key.
 *
 * @param attempt which owner of the key this is
 */
public record Lease(String key, int attempt) {}
