package dev.agentworks.events;

/** The topics of the platform; the name on the wire is the same in every environment. */
public final class Topics {
    /** {@code CardEvent}, ordered by card. */
    public static final String CARD_EVENTS = "card-events";

    /** {@code AgentRunEvent}, ordered by run. */
    public static final String AGENT_RUNS = "agent-runs";

    /** {@code UsageEvent}, ordered by workspace. */
    public static final String USAGE_EVENTS = "usage-events";

    /** {@code LogBatch}, ordered by run. */
    public static final String AGENT_RUN_LOGS = "agent-run-logs";

    /** {@code RunPoke}, without order. */
    public static final String RUN_WORK = "run-work";

    private Topics() {}
}
