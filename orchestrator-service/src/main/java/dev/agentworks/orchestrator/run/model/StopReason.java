package dev.agentworks.orchestrator.run.model;

import dev.agentworks.events.run.RunStatus;
import java.util.Locale;

/** Why the holder of a run is to stop it. */
public enum StopReason {
    CANCELLED("A person cancelled the run."),
    SUPERSEDED("The card was moved on or archived before the agent was done."),
    GIVEN_UP("A person decided not to go on with the run."),
    DEADLINE("The run did not end within its time.");

    private final String sentence;

    StopReason(String sentence) {
        this.sentence = sentence;
    }

    public String code() {
        return this == DEADLINE
                ? "deadline-exceeded"
                : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What becomes of a run that is stopped for this reason. */
    public RunStatus status() {
        return switch (this) {
            case CANCELLED, SUPERSEDED -> RunStatus.CANCELLED;
            case GIVEN_UP, DEADLINE -> RunStatus.FAILED;
        };
    }

    public String sentence() {
        return sentence;
    }
}
