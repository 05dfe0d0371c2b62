package dev.agentworks.billing.usage;

/** The outcome of recording a usage event. */
sealed interface RecordOutcome {
    /** The event is recorded now. */
    record Recorded() implements RecordOutcome {}

    /** The event was recorded before. */
    record AlreadyRecorded() implements RecordOutcome {}

    /** Another content was recorded under its id before; this one is stored as a conflict. */
    record Conflict() implements RecordOutcome {}
}
