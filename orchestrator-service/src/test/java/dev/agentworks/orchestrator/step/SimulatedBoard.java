package dev.agentworks.orchestrator.step;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What runs leave outside their rows: files that are staged, proposed and applied once or
 * discarded, and the card's status, all of it repeatable by key as the product's are.
 */
final class SimulatedBoard {

    static final String UNTOUCHED = "READY";

    private final Random random;
    private final Map<String, Set<String>> staged = new HashMap<>();
    private final Set<String> proposed = new HashSet<>();
    private final Map<String, String> applied = new HashMap<>();
    private final Set<String> discarded = new HashSet<>();
    private final Set<String> held = new HashSet<>();
    private final Set<String> released = new HashSet<>();
    private final Set<String> dropped = new HashSet<>();
    private final Set<String> keys = new HashSet<>();
    private String status = UNTOUCHED;

    SimulatedBoard(Random random) {
        this.random = random;
    }

    void stage(String run, String step) {
        staged.computeIfAbsent(run, _ -> new HashSet<>()).add(step);
    }

    /** How many files; what was proposed once stays as it was. */
    int propose(String run) {
        if (!staged.containsKey(run) || discarded.contains(run)) {
            return 0;
        }
        proposed.add(run);
        return staged.get(run).size();
    }

    /** In one transaction: applied once, or in conflict with others; not at all once discarded. */
    @Nullable ObjectNode apply(String run, @Nullable String approver) {
        var answer = JsonNodeFactory.instance.objectNode();
        if (applied.containsKey(run)) {
            return answer.put("commit", applied.get(run));
        }
        if (discarded.contains(run)) {
            return null;
        }
        if (random.nextInt(5) == 0) {
            answer.putArray("conflicts").add("a.txt");
            return answer;
        }
        applied.put(run, "by " + approver);
        return answer.put("commit", applied.get(run));
    }

    boolean isApplied(String run) {
        return applied.containsKey(run);
    }

    /** What is applied stays applied. */
    void discard(String run) {
        if (!applied.containsKey(run)) {
            staged.remove(run);
            discarded.add(run);
        }
    }

    boolean hasFiles(String run) {
        return staged.containsKey(run) && !applied.containsKey(run);
    }

    void hold(String run) {
        if (!dropped.contains(run) && !released.contains(run)) {
            held.add(run);
        }
    }

    /** Once, and repeated without a further effect; not at all once it was dropped. */
    boolean release(String run) {
        if (dropped.contains(run)) {
            return false;
        }
        held.remove(run);
        released.add(run);
        return true;
    }

    /** What has happened stays. */
    void drop(String run) {
        if (held.remove(run) || !released.contains(run)) {
            dropped.add(run);
        }
    }

    boolean holds(String run) {
        return held.contains(run);
    }

    boolean isReleased(String run) {
        return released.contains(run);
    }

    /** Sets the status once a key. */
    void status(String key, String wanted) {
        if (keys.add(key)) {
            status = wanted;
        }
    }

    /** Gives the status back, unless somebody else has set it since. */
    void restore(String key, @Nullable String set, String before) {
        if (status.equals(set)) {
            status(key, before);
        }
    }

    String status() {
        return status;
    }
}
