package dev.agentworks.orchestrator.agent;

import dev.agentworks.orchestrator.tool.Toolbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The agents of the files under {@code resources/agents}. */
@Component
public class BuiltInAgents {

    private static final String FILES = "classpath*:agents/*.md";

    private final Map<String, AgentDefinition> byId;
    private final Toolbox toolbox;

    BuiltInAgents(Toolbox toolbox) throws IOException {
        this.toolbox = toolbox;
        var read = new ArrayList<AgentDefinition>();
        for (var file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
            var content = file.getContentAsString(StandardCharsets.UTF_8).replace("\r\n", "\n");
            read.add(AgentFile.read(String.valueOf(file.getFilename()), content));
        }
        read.sort(
                Comparator.comparing((AgentDefinition agent) -> Collections.min(agent.lanes()))
                        .thenComparing(AgentDefinition::id));
        var agents = new LinkedHashMap<String, AgentDefinition>();
        read.forEach(agent -> agents.put(agent.id(), agent));
        this.byId = Collections.unmodifiableMap(agents);
    }

    public Collection<AgentDefinition> all() {
        return byId.values();
    }

    /** The first agent, from which a custom agent takes what it leaves open. */
    AgentDefinition defaults() {
        return byId.values().iterator().next();
    }

    public Optional<AgentDefinition> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Why the agent cannot work here; empty when it can. */
    public Optional<String> unavailability(AgentDefinition agent) {
        List<String> missing =
                agent.tools().stream().filter(tool -> toolbox.find(tool).isEmpty()).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%s needs tools that are not there yet: %s."
                                .formatted(agent.name(), String.join(", ", missing)));
    }
}
