package dev.agentworks.gateway.session.web;

import dev.agentworks.gateway.edge.ClientAddress;
import dev.agentworks.gateway.ratelimit.Rate;
import dev.agentworks.gateway.ratelimit.RateLimitSettings;
import dev.agentworks.gateway.ratelimit.TokenBuckets;
import dev.agentworks.starter.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Limits guesses. What counts are failures, by account and address together: a stranger who guesses
 * locks themselves out and not the owner, who comes from elsewhere. Guesses at all accounts from
 * one address, and at one account from all addresses, have limits of their own, which do not
 * concern who signed in from their address before. An attempt counts while it is made, so that many
 * at once are no way around.
 */
@Component
public class SignInLimits {
    private static final int UNAUTHORIZED = 401;
    private static final int GONE = 410;
    private static final String WRONG_PASSWORD = "wrong-password";

    private final TokenBuckets buckets;
    private final RateLimitSettings settings;
    private final SignInQueue queue;
    private final SignInHistory history;
    private final ClientAddress addresses;

    SignInLimits(
            TokenBuckets buckets,
            RateLimitSettings settings,
            SignInQueue queue,
            SignInHistory history,
            ClientAddress addresses) {
        this.buckets = buckets;
        this.settings = settings;
        this.queue = queue;
        this.history = history;
        this.addresses = addresses;
    }

    /** The attempt to sign in, in its turn; a wrong password counts. */
    public <T> Mono<T> signIn(ServerWebExchange exchange, @Nullable String email, Mono<T> attempt) {
        var place = place(exchange, email);
        return history.knows(place)
                .flatMap(isKnown -> {
                    var counted = new ArrayList<Counted>();
                    counted.add(ofPlace(place));
                    if (!isKnown) {
                        counted.add(ofAddress(place));
                        counted.add(new Counted("account:" + place.account(), settings.account()));
                    }
                    var counting = counting(exchange, counted, attempt);
                    return queue.inTurn(
                            place.address(),
                            isKnown,
                            counting.flatMap(done -> history.remember(place).thenReturn(done)));
                });
    }

    /** The registration, in its turn; each counts. */
    <T> Mono<T> register(ServerWebExchange exchange, @Nullable String email, Mono<T> attempt) {
        var place = place(exchange, email);
        var taking = take(exchange, List.of(ofAddress(place)));
        return queue.inTurn(
                place.address(),
                false,
                taking.then(attempt).flatMap(done -> history.remember(place).thenReturn(done)));
    }

    /** What a signed-in person confirms with their password, in its turn; a wrong one counts. */
    <T> Mono<T> confirm(ServerWebExchange exchange, String userId, Mono<T> attempt) {
        var place = place(exchange, userId);
        return queue.inTurn(
                place.address(), true, counting(exchange, List.of(ofPlace(place)), attempt));
    }

    /** What may send a mail to an address that somebody named; each counts. */
    <T> Mono<T> mail(ServerWebExchange exchange, @Nullable String email, Mono<T> attempt) {
        return take(exchange, List.of(ofAddress(place(exchange, email)))).then(attempt);
    }

    /** What is done with the token of a mail; one that is good for nothing counts. */
    <T> Mono<T> token(ServerWebExchange exchange, Mono<T> attempt) {
        return counting(exchange, List.of(ofAddress(place(exchange, null))), attempt);
    }

    /** The renewal of a session; one that is refused counts. */
    <T> Mono<T> renew(ServerWebExchange exchange, Mono<T> attempt) {
        var counted = List.of(ofAddress(place(exchange, null)));
        return counting(exchange, counted, attempt);
    }

    private SignInPlace place(ServerWebExchange exchange, @Nullable String email) {
        return SignInPlace.of(email, addresses.of(exchange.getRequest()));
    }

    private Counted ofPlace(SignInPlace place) {
        return new Counted(
                "place:%s:%s".formatted(place.address(), place.account()), settings.place());
    }

    private Counted ofAddress(SignInPlace place) {
        return new Counted("address:" + place.address(), settings.address());
    }

    // a wrong password counts; what succeeds, or fails for another reason, is given back
    private <T> Mono<T> counting(
            ServerWebExchange exchange, List<Counted> counted, Mono<T> attempt) {
        var counting =
                // some answer with nothing but that it is done
                attempt.materialize()
                        .flatMap(done ->
                                done.isOnError()
                                        ? Mono.just(done)
                                        : giveBack(counted).thenReturn(done))
                        .<T>dematerialize()
                        .onErrorResume(
                                error -> !isGuess(error),
                                error -> giveBack(counted).then(Mono.error(error)));
        return take(exchange, counted).then(counting);
    }

    /** Takes one of each, or none. */
    private Mono<Void> take(ServerWebExchange exchange, List<Counted> counted) {
        var taken = new ArrayList<Counted>();
        return Flux.fromIterable(counted)
                .concatMap(one ->
                        buckets.take(one.bucket(), one.rate())
                                .doOnNext(permit ->
                                        permit.describe(exchange.getResponse().getHeaders()))
                                .flatMap(permit -> {
                                    if (permit.allowed()) {
                                        taken.add(one);
                                        return Mono.<Void>empty();
                                    }
                                    return giveBack(taken).then(Mono.<Void>error(permit.refusal()));
                                }))
                .then();
    }

    private Mono<Void> giveBack(List<Counted> counted) {
        return Flux.fromIterable(List.copyOf(counted))
                .concatMap(one -> buckets.giveBack(one.bucket(), one.rate()))
                .then();
    }

    private static boolean isGuess(Throwable error) {
        return error instanceof ProblemException problem
                && (problem.code().status() == UNAUTHORIZED
                        || problem.code().status() == GONE
                        || problem.code().code().equals(WRONG_PASSWORD));
    }

    private record Counted(String bucket, Rate rate) {}
}
