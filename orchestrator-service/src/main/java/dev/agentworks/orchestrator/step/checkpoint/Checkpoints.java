package dev.agentworks.orchestrator.step.checkpoint;

/** Told at the points where losing the process is interesting; tests lose it there. */
public interface Checkpoints {

    void reached(Point point);

    /** Where a run's worker may be lost, in the order a run passes them. */
    enum Point {
        /** A run was decided on, nothing is published. */
        DECIDED,
        /** A wake-up was handled and not acknowledged. */
        WAKE_UP_HANDLED,
        CLAIMED,
        /** The card was read, not journaled. */
        CONTEXT_READ,
        MODEL_INTENDED,
        /** The model has begun to answer. */
        MODEL_SPEAKS,
        MODEL_ANSWERED,
        STEP_RECORDED,
        TOOL_INTENDED,
        TOOL_CALLED,
        PROPOSED,
        APPLIED,
        /** What was held has happened on the board, not journaled. */
        RELEASED,
        CARD_INTENDED,
        CARD_TOLD,
        /** It was decided that the run does not complete. */
        END_DECIDED,
        COMPENSATED,
        /** The run was given back with work left. */
        GIVEN_BACK
    }
}
