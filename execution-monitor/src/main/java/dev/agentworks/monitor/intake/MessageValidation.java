package dev.agentworks.monitor.intake;

import dev.agentworks.events.log.LogBatch;
import dev.agentworks.events.log.LogEntry;
import dev.agentworks.events.run.AgentRunEvent;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Checks that a message has all required fields. */
@NullUnmarked
final class MessageValidation {
    private static final int LONGEST_PRODUCER = 200;

    private MessageValidation() {}

    /** Why the batch cannot be stored; null when it can. */
    static @Nullable String problemOf(LogBatch batch) {
        if (batch.runId() == null || batch.cardId() == null || batch.workspaceId() == null) {
            return "the batch names no run, card or workspace";
        }
        if (batch.producer() == null
                || batch.producer().isEmpty()
                || batch.producer().length() > LONGEST_PRODUCER
                || batch.producer().indexOf('\0') >= 0) {
            return "the batch names no producer";
        }
        if (batch.firstSeq() < 1) {
            return "a producer's numbers start at 1, was " + batch.firstSeq();
        }
        if (batch.entries() == null || batch.entries().isEmpty()) {
            return "the batch has no entries";
        }
        return batch.entries().stream().allMatch(MessageValidation::isComplete)
                ? null
                : "an entry lacks its time, level, source or message";
    }

    /** Why the event cannot be recorded; null when it can. */
    static @Nullable String problemOf(AgentRunEvent event) {
        if (event.runId() == null || event.cardId() == null || event.workspaceId() == null) {
            return "the event names no run, card or workspace";
        }
        if (event.eventId() == null || event.eventType() == null || event.status() == null) {
            return "the event has no id, type or status";
        }
        if (event.projectId() == null || event.agentId() == null || event.timestamp() == null) {
            return "the event names no project, agent or time";
        }
        return null;
    }

    private static boolean isComplete(LogEntry entry) {
        return entry != null
                && entry.timestamp() != null
                && entry.level() != null
                && entry.source() != null
                && entry.message() != null;
    }
}
