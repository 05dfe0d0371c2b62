package dev.agentworks.local.llm.fault;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The planned faults, in the order they were asked for; each applies to one call. */
public final class Faults {

    private static final int MOST = 10_000;

    private final Deque<Fault> planned = new ArrayDeque<>();

    /** Plans the same fault for the next {@code times} calls. */
    public synchronized void plan(Fault fault, int times) {
        if (times < 1 || planned.size() + times > MOST) {
            throw new IllegalArgumentException(
                    "times must be between 1 and %d, was %d".formatted(MOST, times));
        }
        for (var count = 0; count < times; count++) {
            planned.add(fault);
        }
    }

    /** The fault of this call: the one its header names, else the next planned one. */
    public synchronized @Nullable Fault next(@Nullable String header) {
        return header != null ? Fault.parse(header) : planned.poll();
    }
}
