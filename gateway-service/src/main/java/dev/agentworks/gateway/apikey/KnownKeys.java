package dev.agentworks.gateway.apikey;

import dev.agentworks.gateway.session.CoreCalls;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What core says of keys, believed for a few seconds: that a key is good, and that it is not. When
 * core cannot be asked nobody is let in, for the key may have been revoked.
 */
@Component
class KnownKeys {
    private static final String SCOPE = "core:api-keys";
    private static final int MOST = 20_000;

    private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();
    private final CoreCalls core;
    private final KeySettings settings;
    private final Clock clock;

    KnownKeys(CoreCalls core, KeySettings settings, Clock clock) {
        this.core = core;
        this.settings = settings;
        this.clock = clock;
    }

    /** The holder of the key with this hash; empty when the key is good for nothing now. */
    Mono<KeyHolder> of(String hash) {
        return Mono.defer(() -> {
            var oldest = clock.instant().minus(settings.life());
            if (known.size() > MOST) {
                known.values().removeIf(entry -> !entry.at().isAfter(oldest));
            }
            var believed = known.get(hash);
            // a busy key's calls do not wait for one another
            if (believed == null || !believed.at().isAfter(oldest)) {
                believed =
                        known.compute(
                                hash,
                                (_, before) ->
                                        before != null && before.at().isAfter(oldest)
                                                ? before
                                                : ask(hash, before));
            }
            return believed.answer()
                    .flatMap(Mono::justOrEmpty)
                    .filter(holder -> holder.isGoodAt(clock.instant()));
        });
    }

    /** Whether the key was good when it was last asked for. */
    boolean wasGood(String hash) {
        var entry = known.get(hash);
        return entry != null && entry.wasGood().get();
    }

    // one question for all who wait for it; a failure is not kept
    private Known ask(String hash, @Nullable Known before) {
        var wasGood = new AtomicBoolean(before != null && before.wasGood().get());
        var answer =
                core.call(
                                SCOPE,
                                HttpMethod.POST,
                                "/internal/api-keys/use",
                                new UseRequest(hash),
                                Usable.class)
                        .map(usable -> Optional.of(usable.holder(settings)))
                        .onErrorResume(
                                ProblemException.class,
                                problem ->
                                        problem.code().status() == 404
                                                ? Mono.just(Optional.empty())
                                                : Mono.error(problem))
                        .doOnNext(holder -> wasGood.set(holder.isPresent()))
                        .doOnError(_ -> known.remove(hash))
                        .cache();
        return new Known(answer, clock.instant(), wasGood);
    }

    private record Known(Mono<Optional<KeyHolder>> answer, Instant at, AtomicBoolean wasGood) {}

    record UseRequest(String hash) {}

    record Usable(
            String keyId,
            String workspaceId,
            String userId,
            String role,
            Set<String> scopes,
            @Nullable Instant expiresAt) {
        KeyHolder holder(KeySettings settings) {
            return new KeyHolder(
                    keyId, workspaceId, userId, role, scopes, expiresAt, settings.rate());
        }
    }
}
