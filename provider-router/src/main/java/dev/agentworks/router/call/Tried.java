package dev.agentworks.router.call;

import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.Tokens;

/** What came of one attempt. */
sealed interface Tried {
    /**
     * The vendor was asked and this is what it said, or how it fell silent.
     *
     * @param charged the tokens the customer pays: what was delivered to them
     * @param worked whether the vendor may have worked for it, and charge it
     * @param shown whether its reader has seen anything of it
     */
    record Answered(ModelResponse response, Tokens charged, boolean worked, boolean shown)
            implements Tried {}

    /** No byte was written. */
    record NotSent(String why) implements Tried {}

    /** The call is not ours any more, or a cancel was written down before its dispatch. */
    record NotOurs() implements Tried {}

    /** The dispatch could not be written down, so it did not happen. */
    record Unwritten() implements Tried {}
}
