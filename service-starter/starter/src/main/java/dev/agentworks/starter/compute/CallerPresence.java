package dev.agentworks.starter.compute;

import java.util.function.Supplier;

/** Whether somebody still waits for the answer that a thread is working on. */
@FunctionalInterface
interface CallerPresence {
    /** For work that nobody's connection waits for. */
    Supplier<CallerPresence> UNKNOWN = () -> () -> false;

    boolean hasLeft();
}
