package dev.agentworks.orchestrator.agent;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The agents of a project, built-in and custom, with the project's settings applied. */
@Component
public class ProjectAgents {

    private final BuiltInAgents agents;
    private final AgentConfigTable configs;
    private final CustomAgentTable customAgents;

    ProjectAgents(BuiltInAgents agents, AgentConfigTable configs, CustomAgentTable customAgents) {
        this.agents = agents;
        this.configs = configs;
        this.customAgents = customAgents;
    }

    public Optional<ProjectAgent> find(UUID project, String id) {
        return agents.find(id)
                .or(() -> customAgents.find(project, id).map(own -> definition(own.agent())))
                .map(agent -> changed(agent, configs.find(project).agents()));
    }

    /** Agents that the project switched off. */
    public Set<String> off(UUID project) {
        return configs.find(project).agents().entrySet().stream()
                .filter(entry -> entry.getValue().isOff())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    public AgentDefinition definition(CustomAgent agent) {
        return agent.definition(agents.defaults());
    }

    private static ProjectAgent changed(
            AgentDefinition agent, Map<String, AgentSettings> settings) {
        var changes = settings.getOrDefault(agent.id(), AgentSettings.NONE);
        return new ProjectAgent(changes.appliedTo(agent), !changes.isOff(), changes.budget());
    }
}
