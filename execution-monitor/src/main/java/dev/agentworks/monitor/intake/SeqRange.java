package dev.agentworks.monitor.intake;

/** Consecutive numbers of a producer's lines, both ends included. */
record SeqRange(long from, long to) {
    boolean contains(long seq) {
        return seq >= from && seq <= to;
    }

    boolean overlaps(long first, long last) {
        return first <= to && last >= from;
    }
}
