package dev.agentworks.core.board;

/** The eleven lanes of a standard board, in order; the ordinal is the lane's number. */
public enum LaneKey {
    VISION("Vision & CoPilot Planning"),
    PRD("PRD / MVP Definition"),
    RESEARCH("Research"),
    ARCHITECTURE("Architecture & Stack"),
    PLANNING("Planning & Task Breakdown"),
    BUILD("Build"),
    REVIEW("Code Review"),
    TEST("Test & QA"),
    DEPLOY("Deploy"),
    DOCS("Docs & Training"),
    LEARN("Learn & Optimize");

    private final String title;

    LaneKey(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public int number() {
        return ordinal();
    }
}
