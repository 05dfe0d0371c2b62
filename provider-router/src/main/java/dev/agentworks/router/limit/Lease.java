package dev.agentworks.router.limit;

import dev.agentworks.router.limit.Bucket.Amount;
import dev.agentworks.router.limit.Bucket.Taken;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** What this instance has taken of one limit and may give out for a moment without asking Redis. */
final class Lease {
    private final ReentrantLock lock = new ReentrantLock();
    private Amount rest = Amount.NOTHING;
    private long until = System.nanoTime();

    /**
     * Gives out what is needed: from what is here, or from the bucket.
     *
     * @return how long to wait when neither has it; 0 when it is given
     */
    long take(String name, Pace pace, Amount needed, Bucket bucket, LimitSettings settings) {
        lock.lock();
        try {
            if (System.nanoTime() - until < 0 && rest.covers(needed)) {
                rest = rest.plus(-needed.requests(), -needed.tokens());
                return 0;
            }
            var wanted =
                    new Amount(
                            Math.max(needed.requests(), pace.requests() * settings.leaseShare()),
                            Math.max(needed.tokens(), pace.tokens() * settings.leaseShare()));
            Optional<Taken> answer = bucket.take(name, pace, wanted, needed, rest);
            if (answer.isEmpty()) {
                return -1;
            }
            rest = Amount.NOTHING;
            var taken = answer.get();
            if (taken.pauseMillis() > 0) {
                return taken.pauseMillis();
            }
            rest = taken.amount().plus(-needed.requests(), -needed.tokens());
            until = System.nanoTime() + settings.lease().toNanos();
            return 0;
        } finally {
            lock.unlock();
        }
    }

    /** More or less was used than was given out; it is evened out with the next taking. */
    void give(double requests, double tokens) {
        lock.lock();
        try {
            rest = rest.plus(requests, tokens);
        } finally {
            lock.unlock();
        }
    }
}
