package dev.agentworks.gateway.idempotency;

import dev.agentworks.starter.redis.RedisConnection;
import dev.agentworks.starter.redis.RedisScript;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Stores responses by idempotency key in Redis. */
@Component
class ResponseStore {
    // longer than any route may take; a gateway that crashed must not block the key for long
    private static final Duration CLAIM_LIFE = Duration.ofSeconds(60);
    private static final Duration KEPT_FOR = Duration.ofHours(24);
    private static final RedisScript<String> CLAIM =
            RedisScript.ofText(
                    """
                    local there = redis.call('GET', KEYS[1])
                    if there then
                      return there
                    end
                    redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
                    return ''
                    """);

    private final RedisConnection redis;
    private final JsonMapper json;

    ResponseStore(RedisConnection redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** Claims the key for a new request, or returns what is stored under it. */
    Mono<Claim> claim(String key, String request) {
        var pending = json.writeValueAsString(StoredResponse.pending(request));
        return Mono.fromFuture(() ->
                        redis.run(
                                CLAIM,
                                List.of(key),
                                pending,
                                Long.toString(CLAIM_LIFE.toSeconds())))
                .map(existing -> existing.isEmpty() ? new Claim.New() : claimOf(existing, request));
    }

    Mono<Void> keep(String key, StoredResponse answer) {
        var text = json.writeValueAsString(answer);
        return Mono.fromFuture(() ->
                        redis.submit(
                                commands -> commands.set(key, text, SetArgs.Builder.ex(KEPT_FOR))))
                .then();
    }

    Mono<Void> release(String key) {
        return Mono.fromFuture(() -> redis.submit(commands -> commands.del(key))).then();
    }

    private Claim claimOf(String existing, String request) {
        var stored = json.readValue(existing, StoredResponse.class);
        if (!stored.request().equals(request)) {
            return new Claim.DifferentRequest();
        }
        return stored.isPending() ? new Claim.InProgress() : new Claim.Answered(stored);
    }

    /** The result of claiming a key. */
    sealed interface Claim {
        record New() implements Claim {}

        record Answered(StoredResponse answer) implements Claim {}

        record InProgress() implements Claim {}

        record DifferentRequest() implements Claim {}
    }
}
