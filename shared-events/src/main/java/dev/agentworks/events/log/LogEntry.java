package dev.agentworks.events.log;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.events.Moment;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a run.
 *
 * @param offset the line's place in the run's stream, given by the store; absent before
 * @param producer who numbered it, as in {@link LogBatch}; absent inside a batch
 * @param producerSeq its number there; inside a batch {@code firstSeq} plus its index
 * @param stepPath the step of the run that wrote it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LogEntry(
        UUID runId,
        @Moment Instant timestamp,
        LogLevel level,
        String message,
        @Nullable Map<String, Object> metadata,
        LogSource source,
        @Nullable String agentId,
        @Nullable String stepPath,
        @Nullable Long offset,
        @Nullable String producer,
        @Nullable Long producerSeq) {}
