package dev.agentworks.local.pubsub.broker;

import dev.agentworks.local.pubsub.Faults;

/** The faults of each message in one subscription: a pure function of seed and message. */
final class FaultPlan {

    private final Faults faults;
    private final long seed;

    FaultPlan(Faults faults, String subscription) {
        this.faults = faults;
        this.seed = mix(faults.seed() ^ mix(subscription.hashCode()));
    }

    boolean duplicates(Message message) {
        return share(message.number(), 1) < faults.duplicate();
    }

    boolean losesAck(Message message, int attempt) {
        return share(message.number() * 31 + attempt, 2) < faults.dropAck();
    }

    long delayNanos(Message message) {
        var longest = faults.delay().toNanos();
        return longest == 0 ? 0 : (long) (share(message.number(), 3) * longest);
    }

    /** How many later messages overtake this one, 0 for most. */
    int overtakers(Message message) {
        return share(message.number(), 4) < faults.reorder()
                ? 1 + (int) (share(message.number(), 5) * 3)
                : 0;
    }

    private double share(long number, long question) {
        return (mix(seed ^ mix(number ^ mix(question))) >>> 11) * 0x1.0p-53;
    }

    private static long mix(long value) {
        var mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
