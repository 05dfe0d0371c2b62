package dev.agentworks.router.limit;

import dev.agentworks.router.limit.Bucket.Amount;
import dev.agentworks.router.provider.model.RateLimits;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps calls within the vendors' limits, shared by all instances. What no operator has set is
 * learned from the vendors' answers; while Redis is lost, each instance keeps its own share.
 */
@Component
public class Limits {
    private static final double LOW = 0.3;

    private final SharedBucket shared;
    private final LocalBucket local;
    private final LimitSettings settings;
    private final Map<LimitKey, Pace> learned = new ConcurrentHashMap<>();
    private final Map<LimitKey, Lease> leases = new ConcurrentHashMap<>();
    private final Map<LimitKey, Lease> ownLeases = new ConcurrentHashMap<>();

    Limits(SharedBucket shared, LimitSettings settings) {
        this.shared = shared;
        this.local = new LocalBucket(settings.instances());
        this.settings = settings;
    }

    /** Asks for one request of about so many tokens. */
    public Permit acquire(LimitKey key, long tokens) {
        var pace = pace(key);
        if (!pace.isLimited()) {
            return new Permit.Granted(key, 0);
        }
        var needed = new Amount(pace.requests() > 0 ? 1 : 0, pace.tokens() > 0 ? tokens : 0);
        long pause = lease(leases, key).take(key.name(), pace, needed, shared, settings);
        if (pause < 0) {
            pause = lease(ownLeases, key).take(key.name(), pace, needed, local, settings);
        }
        return pause == 0
                ? new Permit.Granted(key, (long) needed.tokens())
                : new Permit.Later(Duration.ofMillis(pause));
    }

    /** The call was not made. */
    public void giveBack(Permit.Granted permit) {
        if (pace(permit.key()).isLimited()) {
            lease(leases, permit.key()).give(1, permit.tokens());
        }
    }

    /** The call was made, used this much, and the vendor reported these limits. */
    public void used(Permit.Granted permit, long tokens, RateLimits told) {
        var key = permit.key();
        learn(key, told);
        if (permit.tokens() > 0) {
            lease(leases, key).give(0, permit.tokens() - tokens);
        }
    }

    private void learn(LimitKey key, RateLimits told) {
        if (!told.isKnown()) {
            return;
        }
        var set = settings.pace(key);
        var pace =
                new Pace(
                        set.requests() > 0 ? set.requests() : perMinute(told.requests()),
                        set.tokens() > 0 ? set.tokens() : perMinute(told.tokens()));
        learned.put(key, pace);
        if (isLow(told.requests()) || isLow(told.tokens())) {
            var left = new Amount(remaining(told.requests()), remaining(told.tokens()));
            // nobody waits for this
            Thread.startVirtualThread(() -> {
                shared.atMost(key.name(), pace, left);
                local.atMost(key.name(), pace, left);
            });
        }
    }

    private Pace pace(LimitKey key) {
        var known = learned.get(key);
        return known != null ? known : settings.pace(key);
    }

    private static Lease lease(Map<LimitKey, Lease> leases, LimitKey key) {
        return leases.computeIfAbsent(key, _ -> new Lease());
    }

    // a limit with a longer window than a minute, as for a day, refills more slowly
    private static double perMinute(RateLimits.@Nullable Limit limit) {
        if (limit == null || limit.limit() == null) {
            return 0;
        }
        var reset = limit.reset();
        var left = limit.remaining();
        if (reset == null || left == null || reset.compareTo(Duration.ofMinutes(1)) <= 0) {
            return limit.limit();
        }
        return Math.max(1, (limit.limit() - left) * 60.0 / reset.toSeconds());
    }

    private static boolean isLow(RateLimits.@Nullable Limit limit) {
        return limit != null
                && limit.limit() != null
                && limit.remaining() != null
                && limit.remaining() < limit.limit() * LOW;
    }

    private static double remaining(RateLimits.@Nullable Limit limit) {
        return limit == null || limit.remaining() == null ? -1 : limit.remaining();
    }
}
