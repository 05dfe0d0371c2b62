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

/** In which workspaces a person is what, believed for a few seconds. */
@Component
public class Grants {
    // with the pause between looks, a membership that ended is noticed within five seconds
    private static final Duration FRESH = Duration.ofSeconds(2);
    // a new workspace may have been made through another instance just now
    private static final Duration SETTLED = Duration.ofMillis(500);
    private static final int MOST = 50_000;

    private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();
    private final CoreIdentity core;
    private final Duration life;
    private final Clock clock;

    Grants(CoreIdentity core, SessionSettings settings, Clock clock) {
        this.core = core;
        this.life = settings.grantsLife();
        this.clock = clock;
    }

    /** Workspace id → role. */
    public Mono<Map<String, String>> of(String userId) {
        return younger(userId, life);
    }

    /** The same, asked again when it misses a workspace that the call is about. */
    public Mono<Map<String, String>> of(String userId, @Nullable String workspaceId) {
        return of(userId)
                .flatMap(grants ->
                        workspaceId == null || grants.containsKey(workspaceId)
                                ? Mono.just(grants)
                                : younger(userId, SETTLED));
    }

    /** Forgets what is believed of a person, after they changed it. */
    public void forget(String userId) {
        known.remove(userId);
    }

    Mono<Map<String, String>> fresh(String userId) {
        return younger(userId, FRESH);
    }

    private Mono<Map<String, String>> younger(String userId, Duration age) {
        return Mono.defer(() -> {
            var oldest = clock.instant().minus(age);
            if (known.size() > MOST) {
                known.values().removeIf(entry -> entry.at().isBefore(oldest));
            }
            var entry =
                    known.compute(
                            userId,
                            (_, before) ->
                                    before != null && before.at().isAfter(oldest)
                                            ? before
                                            : ask(userId));
            return entry.grants();
        });
    }

    // one question for all who wait for it; a failure is not kept
    private Known ask(String userId) {
        var answer =
                core.user(userId)
                        .map(user ->
                                user.workspaces().stream()
                                        .collect(
                                                Collectors.toUnmodifiableMap(
                                                        CoreIdentity.Membership::id,
                                                        CoreIdentity.Membership::role)))
                        .doOnError(_ -> known.remove(userId))
                        .cache();
        return new Known(answer, clock.instant());
    }

    private record Known(Mono<Map<String, String>> grants, Instant at) {}
}
