package dev.agentworks.orchestrator.run.model;

import java.time.Instant;
import java.util.List;

/**
 * What an agent asked a person.
 *
 * @param step the step that asks and takes the answer
 * @param choices answers to choose from; none means any words will do
 * @param deadline when the agent goes on without an answer
 */
public record Question(String step, String text, List<String> choices, Instant deadline) {
    public Question {
        choices = List.copyOf(choices);
    }
}
