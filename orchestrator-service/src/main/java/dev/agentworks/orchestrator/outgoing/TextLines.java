package dev.agentworks.orchestrator.outgoing;

import dev.agentworks.starter.outbox.OutgoingMessage;
import java.util.List;

/**
 * The lines of a model's text that were said, as the journal tells of them: a reader then knows
 * whether it has them all.
 *
 * @param producer under whose name they are numbered
 * @param count how many there are; the number of the last one
 * @param unsent what the broker did not take in time; it leaves with the step, so that no line is
 *     lost
 */
public record TextLines(String producer, long count, List<OutgoingMessage> unsent) {
    public TextLines {
        unsent = List.copyOf(unsent);
    }
}
