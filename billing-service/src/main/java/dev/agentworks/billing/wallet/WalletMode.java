package dev.agentworks.billing.wallet;

/** When a workspace pays. */
public enum WalletMode {
    /** Before: nothing runs at a balance of zero. */
    PREPAID,
    /** After the month, by invoice, up to a limit. */
    POSTPAID
}
