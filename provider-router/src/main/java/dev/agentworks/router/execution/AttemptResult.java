package dev.agentworks.router.execution;

import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.Tokens;

/** What came of one attempt. */
sealed interface AttemptResult {
    /**
     * The vendor was asked and responded, or fell silent.
     *
     * @param charged the tokens the customer pays: what was delivered to them
     * @param worked whether the vendor may have worked for it, and charge it
     * @param shown whether its reader has seen anything of it
     */
    record Responded(ModelResponse response, Tokens charged, boolean worked, boolean shown)
            implements AttemptResult {}

    /** No byte was written. */
    record NotSent(String why) implements AttemptResult {}

    /** Another router has the call, or a cancel was recorded before its dispatch. */
    record LeaseLost() implements AttemptResult {}

    /** The dispatch could not be recorded, so it did not happen. */
    record NotRecorded() implements AttemptResult {}
}
