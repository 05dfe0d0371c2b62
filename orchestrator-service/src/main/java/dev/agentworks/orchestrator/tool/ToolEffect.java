package dev.agentworks.orchestrator.tool;

/** What a tool does to the world, and so what may be done about a call of unknown outcome. */
public enum ToolEffect {
    /** Changes nothing: called again. */
    READ,
    /** Changes something once for each key: called again under its key. */
    KEYED,
    /** Waits for a person: never called, answered. */
    WAIT,
    /** Changes something each time: a person decides. */
    UNSAFE
}
