package dev.agentworks.orchestrator.run.model;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A step as the journal has it.
 *
 * @param reissue how many new calls were made of it
 * @param outages how many of them because nobody could be asked
 * @param result what came of it, once it is done; before, an empty node
 * @param resumed whether an earlier holder began it, and may have got anywhere with it
 * @param failure why its attempts came to nothing; none while nothing is wrong
 */
public record StepRecord(
        String path,
        Kind kind,
        boolean done,
        int reissue,
        int outages,
        int attempts,
        String key,
        JsonNode result,
        boolean resumed,
        @Nullable StepFailure failure) {

    /** New calls that were not made because of an outage. */
    public int deliberateReissues() {
        return reissue - outages;
    }

    public enum Kind {
        CONFIG,
        MODEL,
        TOOL,
        /** What was staged becomes a commit. */
        PROPOSE,
        /** A person decides about it. */
        APPROVAL,
        /** It is brought to its branch. */
        APPLY,
        COMPLETE,
        /** It was decided that the run ends without completing. */
        END,
        /** Something the run began is undone. */
        COMPENSATION
    }
}
