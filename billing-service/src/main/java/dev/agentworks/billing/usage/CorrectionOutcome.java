package dev.agentworks.billing.usage;

/** What became of a correction. */
public sealed interface CorrectionOutcome {
    /** The call is taken back and stands anew, under these ids. */
    record Corrected(String reversalId, String replacementId) implements CorrectionOutcome {}

    /** It was right already. */
    record Unchanged() implements CorrectionOutcome {}

    /** It was corrected before, otherwise; what stands for it now can be corrected. */
    record AlreadyCorrected() implements CorrectionOutcome {}

    /** There is no such call. */
    record UnknownCall() implements CorrectionOutcome {}
}
