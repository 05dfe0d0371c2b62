package dev.agentworks.gateway.session;

import dev.agentworks.gateway.redis.RedisDoor;
import dev.agentworks.gateway.redis.RedisLost;
import io.lettuce.core.SetArgs;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One-use tickets for sockets; kept in Redis, or by this instance while Redis is lost. */
@Component
class Tickets {
    private final ConcurrentMap<String, Kept> here = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final RedisDoor redis;
    private final Duration life;
    private final Clock clock;

    Tickets(RedisDoor redis, SessionSettings settings, Clock clock) {
        this.redis = redis;
        this.life = settings.ticketLife();
        this.clock = clock;
    }

    Mono<String> issue(SignedIn user) {
        return Mono.defer(() -> {
            var bytes = new byte[32];
            random.nextBytes(bytes);
            var ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            return redis.ask(commands ->
                            commands.set(key(ticket), write(user), SetArgs.Builder.ex(life)))
                    .onErrorResume(
                            RedisLost.class, _ -> Mono.fromRunnable(() -> keep(ticket, user)))
                    .thenReturn(ticket);
        });
    }

    /** Takes the ticket; empty when there is none, it is too old, or it was taken before. */
    Mono<SignedIn> redeem(String ticket) {
        return Mono.defer(() -> {
            var kept = here.remove(ticket);
            if (kept != null) {
                return kept.until().isAfter(clock.instant())
                        ? Mono.just(kept.user())
                        : Mono.empty();
            }
            return redis.ask(commands -> commands.getdel(key(ticket)))
                    .map(Tickets::read)
                    .onErrorResume(RedisLost.class, _ -> Mono.empty());
        });
    }

    Duration life() {
        return life;
    }

    private void keep(String ticket, SignedIn user) {
        here.values().removeIf(kept -> kept.until().isBefore(clock.instant()));
        here.put(ticket, new Kept(asTicket(user), clock.instant().plus(life)));
    }

    private static SignedIn asTicket(SignedIn user) {
        return new SignedIn(
                user.userId(), user.sessionId(), user.expiresAt(), SignedIn.Proof.TICKET);
    }

    private static String key(String ticket) {
        return "gateway:ticket:" + ticket;
    }

    private static String write(SignedIn user) {
        return String.join(" ", user.userId(), user.sessionId(), user.expiresAt().toString());
    }

    private static SignedIn read(String text) {
        var parts = text.split(" ");
        return new SignedIn(parts[0], parts[1], Instant.parse(parts[2]), SignedIn.Proof.TICKET);
    }

    private record Kept(SignedIn user, Instant until) {}
}
