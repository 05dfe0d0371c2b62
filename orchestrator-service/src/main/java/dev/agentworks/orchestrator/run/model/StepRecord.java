package dev.agentworks.orchestrator.run.model;

import tools.jackson.databind.JsonNode;

/**
 * A step as the journal has it.
 *
 * @param result what came of it, once it is done; before, an empty node
 * @param resumed whether an earlier holder began it, and may have got anywhere with it
 */
public record StepRecord(
        String path,
        Kind kind,
        boolean done,
        int reissue,
        int attempts,
        String key,
        JsonNode result,
        boolean resumed) {

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
