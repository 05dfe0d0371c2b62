package dev.agentworks.orchestrator.agent;

import java.util.Map;

/** What a project changed about its agents, by their ids. Version 0 means nothing so far. */
public record AgentConfig(long version, Map<String, AgentSettings> agents) {}
