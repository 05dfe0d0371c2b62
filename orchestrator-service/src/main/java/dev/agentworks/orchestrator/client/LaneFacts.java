package dev.agentworks.orchestrator.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lane a card stands in, with the rule in force now. */
public record LaneFacts(
        int number,
        String key,
        String name,
        long ruleVersion,
        List<String> onEntry,
        List<String> parallel,
        List<String> manual,
        List<String> agents,
        @Nullable String exitCriterion) {

    public LaneFacts {
        onEntry = onEntry == null ? List.of() : List.copyOf(onEntry);
        parallel = parallel == null ? List.of() : List.copyOf(parallel);
        manual = manual == null ? List.of() : List.copyOf(manual);
        agents = agents == null ? List.of() : List.copyOf(agents);
    }

    /** Whether this lane's rule names the agent in any of its lists. */
    public boolean names(String agent) {
        return onEntry.contains(agent)
                || parallel.contains(agent)
                || manual.contains(agent)
                || agents.contains(agent);
    }
}
