package dev.agentworks.billing.usage;

/** What became of the wish to count an event after all. */
public sealed interface AdmitOutcome {
    /** It is counted now, in its own month; one that is closed is billed with the next. */
    record Admitted() implements AdmitOutcome {}

    /** It stands in the books already, with this or another content. */
    record KnownAlready() implements AdmitOutcome {}

    /** It can never be counted. */
    record NotCountable(String reason) implements AdmitOutcome {}

    /** There is none such, or it was decided before. */
    record NotOpen() implements AdmitOutcome {}
}
