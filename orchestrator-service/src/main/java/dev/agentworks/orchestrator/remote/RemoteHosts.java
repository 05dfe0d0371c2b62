package dev.agentworks.orchestrator.remote;

import dev.agentworks.starter.resilience.OutgoingCalls;
import dev.agentworks.starter.resilience.OutgoingTarget;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The hosts of remotes, each with its circuit breaker: branches are pushed one after the other, and
 * a host that does not answer must not hold up the pushes to others.
 */
@Component
class RemoteHosts {
    private static final String KIND = "git";

    /**
     * Customers name the hosts; above this number they share one breaker and one row of metrics.
     */
    private static final int MOST_HOSTS = 200;

    private final OutgoingCalls outgoing;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    RemoteHosts(OutgoingCalls outgoing) {
        this.outgoing = outgoing;
    }

    OutgoingTarget target(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        if (!known.contains(name) && known.size() >= MOST_HOSTS) {
            return outgoing.target(KIND + " (other hosts)", KIND);
        }
        known.add(name);
        return outgoing.target(KIND + " " + name, KIND);
    }
}
