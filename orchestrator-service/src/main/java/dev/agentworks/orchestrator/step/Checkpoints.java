package dev.agentworks.orchestrator.step;

/** Told at the points where losing the process is interesting; tests lose it there. */
interface Checkpoints {

    void reached(Point point);

    /** Where a run's worker may be lost, in the order a run passes them. */
    enum Point {
        DECIDED,
        MODEL_INTENDED,
        MODEL_ANSWERED,
        STEP_RECORDED,
        TOOL_CALLED,
        CARD_TOLD
    }
}
