package dev.agentworks.orchestrator.agent;

import static dev.agentworks.starter.problem.ErrorKind.conflict;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** Refusals about a project's agents. */
enum AgentError implements ErrorCode {
    AGENT_EXISTS(conflict("There is an agent of this id")),
    TOO_MANY_AGENTS(conflict("A project has no room for more agents of its own")),
    AGENT_BUILT_IN(conflict("The agent is built in"));

    private final ErrorKind kind;

    AgentError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
