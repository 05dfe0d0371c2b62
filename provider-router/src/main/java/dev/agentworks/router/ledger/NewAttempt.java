package dev.agentworks.router.ledger;

/**
 * An attempt that is about to be made.
 *
 * @param number counts the call's attempts from 1, over all its owners
 * @param keyName names the vendor's key without telling it
 */
public record NewAttempt(
        int number, String provider, String model, String keyName, boolean simulated) {}
