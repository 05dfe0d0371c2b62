package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.lane.VisitRun;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A run's row, its journal and what was announced of it. */
final class SimulatedRun {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    final String key;
    final UUID id;
    final int visit;
    final String agent;
    final int ordinal;
    final Map<String, JsonNode> journal = new LinkedHashMap<>();
    final Map<Integer, State> events = new LinkedHashMap<>();
    final Map<Integer, SimulatedWorker> writers = new HashMap<>();
    State state;

    /** The model call that was begun last; the step that waits for a person. */
    @Nullable String open;

    @Nullable String begun;

    String waitsAt = "";
    boolean stopWanted;
    boolean leased;
    int epoch;
    int written;

    enum State {
        HELD,
        QUEUED,
        RUNNING,
        WAITING,
        COMPLETED,
        FAILED,
        SKIPPED
    }

    SimulatedRun(String key, int visit, String agent, int ordinal, State state) {
        this.key = key;
        this.id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
        this.visit = visit;
        this.agent = agent;
        this.ordinal = ordinal;
        this.state = state;
        events.put(1, state);
    }

    boolean isOver() {
        return switch (state) {
            case HELD, QUEUED, RUNNING, WAITING -> false;
            case COMPLETED, FAILED, SKIPPED -> true;
        };
    }

    void go(State next) {
        if (isOver()) {
            throw new AssertionError(key + " was over as " + state + " and became " + next);
        }
        state = next;
        if (events.put(events.size() + 1, next) != null) {
            throw new AssertionError("two events under one number of " + key);
        }
    }

    void stop() {
        if (journal.isEmpty() && state != State.RUNNING) {
            go(State.FAILED);
            return;
        }
        // what it began is undone by whoever takes it next
        stopWanted = true;
        if (state == State.WAITING) {
            go(State.QUEUED);
        }
    }

    boolean isRisky() {
        return agent.equals("B") || agent.equals("C");
    }

    ObjectNode config() {
        var config = JSON.objectNode().put("risk", isRisky() ? "high" : "low");
        config.putArray("tools").addObject().put("name", "write_file");
        return config;
    }

    VisitRun.State attempt() {
        return switch (state) {
            case HELD -> VisitRun.State.HELD;
            case QUEUED, RUNNING, WAITING -> VisitRun.State.OPEN;
            case COMPLETED -> VisitRun.State.COMPLETED;
            case FAILED -> VisitRun.State.FAILED;
            case SKIPPED -> VisitRun.State.SKIPPED;
        };
    }
}
