package dev.agentworks.orchestrator.agent;

import dev.agentworks.starter.servicetoken.RequiresScope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the agents for people who choose one. */
@RestController
@RequiresScope("orchestrator:public")
class AgentController {

    private final Agents agents;

    AgentController(Agents agents) {
        this.agents = agents;
    }

    @GetMapping("/api/agents")
    AgentList list() {
        return new AgentList(agents.all().stream().map(this::view).toList());
    }

    private AgentView view(AgentDefinition agent) {
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
                reason.orElse(null));
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
            @Nullable String unavailableReason) {}
}
