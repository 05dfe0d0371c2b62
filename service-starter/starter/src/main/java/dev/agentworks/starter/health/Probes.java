package dev.agentworks.starter.health;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;

/** What the platform asks a process, wherever it asks. */
record Probes(ApplicationAvailability availability) {
    /** The process alone. */
    Answer live() {
        var alive = availability.getLivenessState() == LivenessState.CORRECT;
        return new Answer(alive, alive ? "alive" : "broken");
    }

    /**
     * Whether it takes requests; a dependency that fails for all instances does not change that.
     */
    Answer ready() {
        var ready = availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
        return new Answer(ready, ready ? "ready" : "not-ready");
    }

    /** Good or not, in a word. */
    record Answer(boolean good, String status) {}
}
