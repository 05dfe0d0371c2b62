package dev.agentworks.gateway.apikey;

import dev.agentworks.gateway.core.CoreClient;
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
 * Caches core's answers about API keys for a few seconds, valid or not. While core cannot be asked
 * every key is refused, because it may have been revoked.
 */
@Component
class ApiKeyCache {
    private static final String SCOPE = "core:api-keys";
    private static final int MOST = 20_000;

    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final CoreClient core;
    private final ApiKeySettings settings;
    private final Clock clock;

    ApiKeyCache(CoreClient core, ApiKeySettings settings, Clock clock) {
        this.core = core;
        this.settings = settings;
        this.clock = clock;
    }

    /** The principal of the key with this hash; empty when the key is not valid now. */
    Mono<ApiKeyPrincipal> of(String hash) {
        return Mono.defer(() -> {
            var oldest = clock.instant().minus(settings.life());
            if (entries.size() > MOST) {
                entries.values().removeIf(entry -> !entry.at().isAfter(oldest));
            }
            var believed = entries.get(hash);
            // calls of a busy key do not wait for each other
            if (believed == null || !believed.at().isAfter(oldest)) {
                believed =
                        entries.compute(
                                hash,
                                (_, before) ->
                                        before != null && before.at().isAfter(oldest)
                                                ? before
                                                : ask(hash, before));
            }
            return believed.answer()
                    .flatMap(Mono::justOrEmpty)
                    .filter(holder -> holder.isValidAt(clock.instant()));
        });
    }

    /** Whether core's last answer was that the key is valid. */
    boolean wasValid(String hash) {
        var entry = entries.get(hash);
        return entry != null && entry.wasValid().get();
    }

    // one request serves all callers that wait for it; a failure is not cached
    private Entry ask(String hash, @Nullable Entry before) {
        var wasValid = new AtomicBoolean(before != null && before.wasValid().get());
        var answer =
                core.call(
                                SCOPE,
                                HttpMethod.POST,
                                "/internal/api-keys/use",
                                new UseRequest(hash),
                                ApiKeyResponse.class)
                        .map(response -> Optional.of(response.holder(settings)))
                        .onErrorResume(
                                ProblemException.class,
                                problem ->
                                        problem.code().status() == 404
                                                ? Mono.just(Optional.empty())
                                                : Mono.error(problem))
                        .doOnNext(holder -> wasValid.set(holder.isPresent()))
                        .doOnError(_ -> entries.remove(hash))
                        .cache();
        return new Entry(answer, clock.instant(), wasValid);
    }

    private record Entry(
            Mono<Optional<ApiKeyPrincipal>> answer, Instant at, AtomicBoolean wasValid) {}

    record UseRequest(String hash) {}

    record ApiKeyResponse(
            String keyId,
            String workspaceId,
            String userId,
            String role,
            Set<String> scopes,
            @Nullable Instant expiresAt) {
        ApiKeyPrincipal holder(ApiKeySettings settings) {
            return new ApiKeyPrincipal(
                    keyId, workspaceId, userId, role, scopes, expiresAt, settings.rate());
        }
    }
}
