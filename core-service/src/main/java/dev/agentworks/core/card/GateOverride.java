package dev.agentworks.core.card;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.validation.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * A person's wish to put a card where a gate would keep it from.
 *
 * @param wanted whether they ask for it
 * @param reason why, kept in the history
 */
public record GateOverride(boolean wanted, @Nullable String reason) {

    public static final GateOverride NONE = new GateOverride(false, null);

    /**
     * @throws ProblemException when nothing is said
     */
    static void requireReason(@Nullable String reason) {
        if (reason == null || VisibleText.isBlank(reason)) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, "Passing a closed gate needs a reason.")
                    .invalid("/reason", "is required with override");
        }
    }
}
