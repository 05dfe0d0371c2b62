package dev.agentworks.orchestrator.agent.web;

import dev.agentworks.orchestrator.access.UserTransactions;
import dev.agentworks.orchestrator.agent.AgentDefinition;
import dev.agentworks.orchestrator.agent.AgentSettings;
import dev.agentworks.orchestrator.agent.BuiltInAgents;
import dev.agentworks.orchestrator.estimate.Estimates;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows agents to people who choose one, with how good the estimates of their runs were. */
@Component
class AgentViews {

    private final BuiltInAgents agents;
    private final Estimates estimates;
    private final UserTransactions transactions;

    AgentViews(BuiltInAgents agents, Estimates estimates, UserTransactions transactions) {
        this.agents = agents;
        this.estimates = estimates;
        this.transactions = transactions;
    }

    /** How often estimates were right in the person's workspaces, by agent. */
    Map<String, Estimates.Accuracy> kept(ActingUser user) {
        return transactions.call(user, estimates::accuracy);
    }

    AgentView view(AgentDefinition agent, boolean own, Map<String, Estimates.Accuracy> kept) {
        var reason = agents.unavailability(agent);
        return new AgentView(
                agent.id(),
                agent.name(),
                agent.lanes(),
                agent.provider(),
                agent.model(),
                agent.tools(),
                agent.leavesBehind(),
                agent.risk(),
                reason.isEmpty(),
                reason.orElse(null),
                own,
                true,
                kept.get(agent.id()));
    }

    record AgentList(List<AgentView> items) {}

    record AgentView(
            String id,
            String name,
            List<Integer> lanes,
            String provider,
            String model,
            List<String> tools,
            List<String> leavesBehind,
            String risk,
            boolean available,
            @Nullable String unavailableReason,
            boolean own,
            boolean enabled,
            Estimates.@Nullable Accuracy estimates) {

        AgentView enabledBy(@Nullable AgentSettings settings) {
            return settings == null || !Boolean.FALSE.equals(settings.enabled())
                    ? this
                    : new AgentView(
                            id,
                            name,
                            lanes,
                            provider,
                            model,
                            tools,
                            leavesBehind,
                            risk,
                            available,
                            unavailableReason,
                            own,
                            false,
                            estimates);
        }
    }
}
