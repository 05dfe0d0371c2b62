package dev.agentworks.events.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.events.Moment;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run of an agent went on. {@code runSeq} grows with every event of a run: a reader that has seen
 * a higher one ignores this one.
 *
 * @param progress 0 to 100
 * @param result the summary of a completed run
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentRunEvent(
        String eventId,
        AgentRunEventType eventType,
        UUID runId,
        long runSeq,
        UUID cardId,
        UUID workspaceId,
        UUID projectId,
        String agentId,
        RunStatus status,
        @Nullable Integer progress,
        @Nullable String result,
        @Nullable RunError error,
        @Nullable RunUsage usage,
        @Moment Instant timestamp) {}
