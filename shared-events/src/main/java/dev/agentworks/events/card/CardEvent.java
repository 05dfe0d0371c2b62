package dev.agentworks.events.card;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.events.Moment;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to a card. A hint, not the truth: who decides reads the card first; {@code
 * cardVersion} tells a late message from a new one.
 *
 * @param changes by field name, such as {@code laneId}, {@code lane} (numbers), {@code position},
 *     {@code assignee}
 * @param triggeredBy {@code user:<id>} or {@code agent:<AGENT>}
 * @param runId the run that caused it, when an agent did
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CardEvent(
        String eventId,
        CardEventType eventType,
        UUID cardId,
        UUID workspaceId,
        UUID projectId,
        UUID boardId,
        long cardVersion,
        Map<String, Change> changes,
        String triggeredBy,
        @Nullable UUID runId,
        @Moment Instant timestamp) {}
