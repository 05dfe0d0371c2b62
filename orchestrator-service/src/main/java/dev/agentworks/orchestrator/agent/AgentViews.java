package dev.agentworks.orchestrator.agent;

import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Agents for people who choose one. */
@Component
class AgentViews {

    private final Agents agents;

    AgentViews(Agents agents) {
        this.agents = agents;
    }

    AgentView view(AgentDefinition agent, boolean own, ActingUser user) {
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
                true);
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
            boolean enabled) {

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
                            false);
        }
    }
}
