package dev.agentworks.gateway.session;

import dev.agentworks.starter.redis.RedisConnection;
import dev.agentworks.starter.redis.RedisUnavailableException;
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

/**
 * Single-use tickets that authenticate a socket; kept in Redis, or in this instance while Redis is
 * unreachable.
 */
@Component
public class SocketTickets {
    private final ConcurrentMap<String, Kept> here = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final RedisConnection redis;
    private final Duration life;
    private final Clock clock;

    SocketTickets(RedisConnection redis, SessionSettings settings, Clock clock) {
        this.redis = redis;
        this.life = settings.ticketLife();
        this.clock = clock;
    }

    /** Issues a ticket for a person. */
    public Mono<String> issue(SignedInUser user) {
        return Mono.defer(() -> {
            var bytes = new byte[32];
            random.nextBytes(bytes);
            var ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            return Mono.fromFuture(() ->
                            redis.submit(commands ->
                                    commands.set(
                                            key(ticket), write(user), SetArgs.Builder.ex(life))))
                    .onErrorResume(
                            RedisUnavailableException.class,
                            _ -> Mono.fromRunnable(() -> keep(ticket, user)))
                    .thenReturn(ticket);
        });
    }

    /** Redeems the ticket; empty when it is unknown, expired or redeemed already. */
    Mono<SignedInUser> redeem(String ticket) {
        return Mono.defer(() -> {
            var kept = here.remove(ticket);
            if (kept != null) {
                return kept.until().isAfter(clock.instant())
                        ? Mono.just(kept.user())
                        : Mono.empty();
            }
            return Mono.fromFuture(
                            () -> redis.<String>submit(commands -> commands.getdel(key(ticket))))
                    .map(SocketTickets::read)
                    .onErrorResume(RedisUnavailableException.class, _ -> Mono.empty());
        });
    }

    /** How long a ticket is valid. */
    public Duration life() {
        return life;
    }

    private void keep(String ticket, SignedInUser user) {
        here.values().removeIf(kept -> kept.until().isBefore(clock.instant()));
        here.put(ticket, new Kept(asTicket(user), clock.instant().plus(life)));
    }

    private static SignedInUser asTicket(SignedInUser user) {
        return new SignedInUser(
                user.userId(), user.sessionId(), user.expiresAt(), SignedInUser.Proof.TICKET);
    }

    private static String key(String ticket) {
        return "gateway:ticket:" + ticket;
    }

    private static String write(SignedInUser user) {
        return String.join(" ", user.userId(), user.sessionId(), user.expiresAt().toString());
    }

    private static SignedInUser read(String text) {
        var parts = text.split(" ");
        return new SignedInUser(
                parts[0], parts[1], Instant.parse(parts[2]), SignedInUser.Proof.TICKET);
    }

    private record Kept(SignedInUser user, Instant until) {}
}
