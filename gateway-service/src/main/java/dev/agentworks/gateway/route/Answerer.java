package dev.agentworks.gateway.route;

/** Who answers a route. */
public enum Answerer {
    GATEWAY,
    CORE,
    ORCHESTRATOR,
    ROUTER,
    MONITOR,
    BILLING;

    /** The service's name in tokens, scopes and settings. */
    public String service() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
