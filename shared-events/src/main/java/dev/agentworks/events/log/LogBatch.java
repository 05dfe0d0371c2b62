package dev.agentworks.events.log;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.UUID;

/**
 * Lines of one run in the order they were written, without a gap inside.
 *
 * @param producer names the writer, one for each ownership of the run; its numbers start at 1
 * @param firstSeq the number of the first entry; a reader drops what it has and sees what it misses
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LogBatch(
        UUID runId,
        UUID cardId,
        UUID workspaceId,
        String producer,
        long firstSeq,
        List<LogEntry> entries) {}
