package dev.agentworks.gateway.route;

/** The service that answers a route. */
public enum TargetService {
    GATEWAY,
    CORE,
    ORCHESTRATOR,
    ROUTER,
    MONITOR,
    BILLING;

    /** The service's name in tokens, scopes and settings. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
