package dev.agentworks.router.limit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Buckets of this instance alone, for when Redis is lost: each takes its share of the limit. */
final class LocalBucket implements Bucket {
    private final Map<String, Level> levels = new ConcurrentHashMap<>();
    private final int instances;

    LocalBucket(int instances) {
        this.instances = instances;
    }

    @Override
    public Optional<Taken> take(String name, Pace all, Amount wanted, Amount needed, Amount back) {
        var pace = share(all);
        var taken = new Taken[1];
        levels.compute(
                name,
                (_, known) -> {
                    var level = Level.now(known, pace, back);
                    long pause = level.pause(pace, needed);
                    var amount = pause > 0 ? Amount.NOTHING : level.most(pace, wanted);
                    taken[0] = new Taken(amount, pause);
                    return level.without(pace, amount);
                });
        return Optional.of(taken[0]);
    }

    @Override
    public void atMost(String name, Pace all, Amount left) {
        var pace = share(all);
        levels.compute(name, (_, known) -> Level.now(known, pace, Amount.NOTHING).atMost(left));
    }

    private Pace share(Pace pace) {
        return new Pace(pace.requests() / instances, pace.tokens() / instances);
    }

    /** How full a bucket was at a moment. */
    private record Level(double requests, double tokens, long at) {
        static Level now(@Nullable Level known, Pace pace, Amount back) {
            long now = System.nanoTime();
            if (known == null) {
                return new Level(pace.requests(), pace.tokens(), now);
            }
            double minutes = (now - known.at) / 60e9;
            return new Level(
                    Math.min(
                            pace.requests(),
                            known.requests + minutes * pace.requests() + back.requests()),
                    Math.min(pace.tokens(), known.tokens + minutes * pace.tokens() + back.tokens()),
                    now);
        }

        long pause(Pace pace, Amount needed) {
            return Math.max(
                    pause(pace.requests(), requests, needed.requests()),
                    pause(pace.tokens(), tokens, needed.tokens()));
        }

        private static long pause(double perMinute, double level, double needed) {
            double missing = Math.min(needed, perMinute) - level;
            return perMinute <= 0 || missing <= 0
                    ? 0
                    : (long) Math.ceil(missing * 60_000 / perMinute);
        }

        Amount most(Pace pace, Amount wanted) {
            return new Amount(
                    pace.requests() > 0 ? Math.min(wanted.requests(), requests) : wanted.requests(),
                    pace.tokens() > 0 ? Math.min(wanted.tokens(), tokens) : wanted.tokens());
        }

        Level without(Pace pace, Amount taken) {
            return new Level(
                    pace.requests() > 0 ? requests - taken.requests() : 0,
                    pace.tokens() > 0 ? tokens - taken.tokens() : 0,
                    at);
        }

        Level atMost(Amount left) {
            return new Level(
                    left.requests() >= 0 ? Math.min(requests, left.requests()) : requests,
                    left.tokens() >= 0 ? Math.min(tokens, left.tokens()) : tokens,
                    at);
        }
    }
}
