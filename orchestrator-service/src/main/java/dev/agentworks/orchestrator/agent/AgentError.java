package dev.agentworks.orchestrator.agent;

import dev.agentworks.starter.problem.ErrorCode;

/** Refusals about a project's agents. */
enum AgentError implements ErrorCode {
    AGENT_EXISTS("agent-exists", "There is an agent of this id"),
    TOO_MANY_AGENTS("too-many-agents", "A project has no room for more agents of its own"),
    AGENT_BUILT_IN("agent-built-in", "The agent is built in");

    private final String code;
    private final String title;

    AgentError(String code, String title) {
        this.code = code;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return 409;
    }

    @Override
    public String title() {
        return title;
    }
}
