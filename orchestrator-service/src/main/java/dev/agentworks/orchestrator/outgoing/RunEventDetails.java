package dev.agentworks.orchestrator.outgoing;

import dev.agentworks.events.run.AgentRunEventType;
import dev.agentworks.events.run.RunError;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunUsage;
import dev.agentworks.events.run.RunWait;
import org.jspecify.annotations.Nullable;

/** What an event of a run says, besides which run it is and its number. */
public record RunEventDetails(
        AgentRunEventType type,
        RunStatus status,
        @Nullable Integer progress,
        @Nullable String result,
        @Nullable RunError error,
        @Nullable RunUsage usage,
        @Nullable String approvedBy,
        @Nullable RunWait waitingFor) {}
