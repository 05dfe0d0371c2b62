package dev.agentworks.billing.usage;

/** What became of a usage event. */
sealed interface RecordOutcome {
    /** It counts from now on. */
    record Recorded() implements RecordOutcome {}

    /** It counted already. */
    record Known() implements RecordOutcome {}

    /** Another content counted under its id already; this one is kept aside. */
    record Conflicting() implements RecordOutcome {}
}
