package dev.agentworks.gateway.session.web;

import dev.agentworks.starter.digest.Sha256;
import dev.agentworks.starter.redis.RedisConnection;
import dev.agentworks.starter.redis.RedisUnavailableException;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Remembers from which addresses an account was signed in to. Who was there before is let in before
 * strangers, and is not concerned by what strangers do elsewhere. Only digests are kept.
 */
@Component
class SignInHistory {
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final RedisConnection redis;

    SignInHistory(RedisConnection redis) {
        this.redis = redis;
    }

    /** Whether the account was signed in to from there; nobody is known without Redis. */
    Mono<Boolean> knows(SignInPlace place) {
        return Mono.fromFuture(() -> redis.<Long>submit(commands -> commands.exists(key(place))))
                .map(found -> found > 0)
                .onErrorResume(RedisUnavailableException.class, _ -> Mono.just(false));
    }

    Mono<Void> remember(SignInPlace place) {
        return Mono.fromFuture(() ->
                        redis.submit(commands ->
                                commands.set(key(place), "1", SetArgs.Builder.ex(REMEMBERED))))
                .onErrorResume(RedisUnavailableException.class, _ -> Mono.empty())
                .then();
    }

    private static String key(SignInPlace place) {
        return "gateway:signed-in:" + Sha256.hex(place.account() + "\n" + place.address());
    }
}
