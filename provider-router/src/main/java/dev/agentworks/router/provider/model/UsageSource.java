package dev.agentworks.router.provider.model;

/** Where the count of tokens comes from. */
public enum UsageSource {
    /** The vendor's final figures. */
    PROVIDER,
    /** The vendor's figures for the input, ours for what was delivered before the end. */
    PARTIAL,
    /** Ours. */
    ESTIMATED,
    /** Nothing was used. */
    NONE
}
