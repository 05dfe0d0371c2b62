package dev.agentworks.orchestrator.agent.web;

import dev.agentworks.orchestrator.agent.BuiltInAgents;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the built-in agents. */
@RestController
@RequiresScope("orchestrator:public")
class AgentController {

    private final BuiltInAgents agents;
    private final AgentViews views;

    AgentController(BuiltInAgents agents, AgentViews views) {
        this.agents = agents;
        this.views = views;
    }

    @GetMapping("/api/agents")
    AgentViews.AgentList list(Caller caller) {
        var kept = views.kept(caller.requireUser());
        return new AgentViews.AgentList(
                agents.all().stream().map(agent -> views.view(agent, false, kept)).toList());
    }
}
