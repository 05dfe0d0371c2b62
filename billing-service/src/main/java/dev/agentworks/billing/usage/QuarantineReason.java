package dev.agentworks.billing.usage;

/** Why a message is not counted until a person has looked at it. */
public enum QuarantineReason {
    /** It is no usage event. */
    MALFORMED,
    /** A field is missing or cannot be stored. */
    INCOMPLETE,
    /** A count or an amount is below zero, too large, or has more decimals than are kept. */
    ABSURD,
    /** Its figures contradict each other. */
    INCONSISTENT,
    /** It happened later than now. */
    FUTURE,
    /** It happened so long ago that it is billed only when somebody says so. */
    ANCIENT
}
