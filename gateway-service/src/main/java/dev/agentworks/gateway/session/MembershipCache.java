package dev.agentworks.gateway.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Caches for a few seconds which role a person has in which workspaces. */
@Component
public class MembershipCache {
    // together with the interval of access checks, a membership that ended is noticed within five
    // seconds
    private static final Duration FRESH = Duration.ofSeconds(2);
    // a new workspace may have been created through another instance just now
    private static final Duration SETTLED = Duration.ofMillis(500);
    private static final int MOST = 50_000;

    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final CoreIdentityClient core;
    private final Duration life;
    private final Clock clock;

    MembershipCache(CoreIdentityClient core, SessionSettings settings, Clock clock) {
        this.core = core;
        this.life = settings.membershipsLife();
        this.clock = clock;
    }

    /** Workspace id → role. */
    public Mono<Map<String, String>> of(String userId) {
        return younger(userId, life);
    }

    /** The same, asked again when the workspace of the call is missing. */
    public Mono<Map<String, String>> of(String userId, @Nullable String workspaceId) {
        return of(userId)
                .flatMap(memberships ->
                        workspaceId == null || memberships.containsKey(workspaceId)
                                ? Mono.just(memberships)
                                : younger(userId, SETTLED));
    }

    /** Drops the entry of a person, after they changed their memberships. */
    public void forget(String userId) {
        entries.remove(userId);
    }

    Mono<Map<String, String>> fresh(String userId) {
        return younger(userId, FRESH);
    }

    private Mono<Map<String, String>> younger(String userId, Duration age) {
        return Mono.defer(() -> {
            var oldest = clock.instant().minus(age);
            if (entries.size() > MOST) {
                entries.values().removeIf(entry -> entry.at().isBefore(oldest));
            }
            var entry =
                    entries.compute(
                            userId,
                            (_, before) ->
                                    before != null && before.at().isAfter(oldest)
                                            ? before
                                            : ask(userId));
            return entry.memberships();
        });
    }

    // one request serves all callers that wait for it; a failure is not cached
    private Entry ask(String userId) {
        var answer =
                core.user(userId)
                        .map(user ->
                                user.workspaces().stream()
                                        .collect(
                                                Collectors.toUnmodifiableMap(
                                                        Membership::id, Membership::role)))
                        .doOnError(_ -> entries.remove(userId))
                        .cache();
        return new Entry(answer, clock.instant());
    }

    private record Entry(Mono<Map<String, String>> memberships, Instant at) {}
}
