package dev.agentworks.router.routing;

/** Which targets may be asked after an attempt that failed. */
public enum Recovery {
    /** Whichever comes next, and later the same one again. */
    ANY_TARGET,
    /** The same one at once with another key, or another one. */
    OTHER_KEYS,
    OTHER_TARGETS,
    /** Only models that read more. */
    LARGER_MODELS,
    /** None: the failure is the outcome. */
    NONE
}
