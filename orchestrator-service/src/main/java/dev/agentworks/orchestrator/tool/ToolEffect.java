package dev.agentworks.orchestrator.tool;

/** What a tool changes, which decides what may be done about a call of unknown outcome. */
public enum ToolEffect {
    /** Changes nothing: the call is repeated. */
    READ,
    /** Changes something once for each key: the call is repeated with its key. */
    KEYED,
    /** Waits for a person: it is never called, the person's answer is its result. */
    WAIT,
    /** Changes something at each call: a person decides. */
    UNSAFE
}
