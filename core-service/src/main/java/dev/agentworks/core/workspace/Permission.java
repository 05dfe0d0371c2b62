package dev.agentworks.core.workspace;

/** What can be allowed in a workspace. */
public enum Permission {
    READ,
    WRITE,
    /** Leave a lane although its exit criterion is not met. */
    OVERRIDE_GATES,
    MANAGE,
    CLOSE
}
