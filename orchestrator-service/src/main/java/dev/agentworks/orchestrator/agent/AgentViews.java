package dev.agentworks.orchestrator.agent;

import dev.agentworks.orchestrator.estimate.Estimates;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Agents for people who choose one. */
@Component
class AgentViews {

    private final Agents agents;
    private final Estimates estimates;
    private final TransactionTemplate transaction;

    AgentViews(Agents agents, Estimates estimates, TransactionTemplate transaction) {
        this.agents = agents;
        this.estimates = estimates;
        this.transaction = transaction;
    }

    /** How the estimates of agents did in the person's workspaces. */
    Map<String, Estimates.Accuracy> kept(ActingUser user) {
        var subject = new DatabaseSubject(user.id(), String.join(",", user.grants().keySet()));
        return TenantScope.call(subject, () -> transaction.execute(_ -> estimates.kept()));
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
            return settings == null || !settings.isOff()
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
