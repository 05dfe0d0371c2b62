package dev.agentworks.orchestrator.agent;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The agents as a project has them: the built-in and its own, each with what it changed. */
@Component
public class ProjectAgents {

    private final Agents agents;
    private final AgentTables tables;

    ProjectAgents(Agents agents, AgentTables tables) {
        this.agents = agents;
        this.tables = tables;
    }

    public Optional<ProjectAgent> find(UUID project, String id) {
        return agents.find(id)
                .or(() -> tables.own(project, id).map(own -> definition(own.agent())))
                .map(agent -> changed(agent, tables.config(project).agents()));
    }

    /** Agents that the project switched off. */
    public Set<String> off(UUID project) {
        return tables.config(project).agents().entrySet().stream()
                .filter(entry -> entry.getValue().isOff())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    AgentDefinition definition(OwnAgent own) {
        return own.definition(agents.all().iterator().next());
    }

    private static ProjectAgent changed(
            AgentDefinition agent, Map<String, AgentSettings> settings) {
        var changes = settings.getOrDefault(agent.id(), AgentSettings.NONE);
        return new ProjectAgent(changes.appliedTo(agent), !changes.isOff(), changes.budget());
    }
}
