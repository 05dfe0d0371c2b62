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
 * @param cardId the run's own id where it stands on no card ({@code trigger} is {@code TASK} then)
 * @param progress 0 to 100
 * @param result the summary of a completed run
 * @param laneVisit which of the card's entries into lanes the run belongs to, from 1
 * @param trigger what made the run: {@code AUTO MANUAL SEQUENCE RETRY TASK}
 * @param retryOf the run that this one repeats: it stands for that one from now on
 * @param approvedBy the person whose approval let the run's effects happen
 * @param waitingFor what a queued or waiting run waits for
 * @param risk of its agent, {@code low medium high}: with {@code high} it counts only when a person
 *     approved it
 * @param logSeq the number of the run's last journal line so far: who stores lines knows by an
 *     event that ends the run how many there are
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
        @Nullable Integer laneVisit,
        @Nullable String trigger,
        @Nullable UUID retryOf,
        @Nullable String approvedBy,
        @Nullable RunWait waitingFor,
        @Nullable String risk,
        @Nullable Long logSeq,
        @Moment Instant timestamp) {}
