package dev.agentworks.orchestrator.agent;

import dev.agentworks.orchestrator.tool.Toolbox;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks what a project says about agents, beyond what validation annotations can express. */
@Component
class AgentRules {

    /** The tools whose changes to files need a person's approval. */
    private static final Set<String> CHANGE_FILES = Set.of("write_file", "delete_file");

    private final BuiltInAgents agents;
    private final Toolbox toolbox;

    AgentRules(BuiltInAgents agents, Toolbox toolbox) {
        this.agents = agents;
        this.toolbox = toolbox;
    }

    void check(CustomAgent agent) {
        if (agents.find(agent.id()).isPresent()) {
            throw new ProblemException(
                            AgentError.AGENT_EXISTS,
                            "%s is built in; choose another id.".formatted(agent.id()))
                    .invalid("/id", "is a built-in agent");
        }
        var problem = invalid();
        for (int i = 0; i < agent.tools().size(); i++) {
            var tool = agent.tools().get(i);
            if (toolbox.find(tool).isEmpty()) {
                problem.invalid("/tools/" + i, "there is no tool " + tool);
            }
        }
        if (agent.tools().stream().anyMatch(CHANGE_FILES::contains)
                && !"high".equals(agent.risk())) {
            problem.invalid("/risk", "must be high for an agent that changes files");
        }
        if ((agent.provider() == null) != (agent.model() == null)) {
            problem.invalid("/model", "provider and model are named together");
        }
        refuse(problem);
    }

    void check(Map<String, @Nullable AgentSettings> wanted, Predicate<String> isCustom) {
        var problem = invalid();
        wanted.forEach((id, settings) -> {
            var pointer = "/agents/" + id.replace("~", "~0").replace("/", "~1");
            if (agents.find(id).isEmpty() && !isCustom.test(id)) {
                problem.invalid(pointer, "the project has no such agent");
            } else if (settings != null
                    && settings.provider() != null
                    && settings.model() == null) {
                problem.invalid(pointer + "/model", "a provider needs a model of its own");
            }
        });
        refuse(problem);
    }

    private static ProblemException invalid() {
        return new ProblemException(CommonError.INVALID_REQUEST, "The agent is not valid.");
    }

    private static void refuse(ProblemException problem) {
        if (!problem.errors().isEmpty()) {
            throw problem;
        }
    }
}
