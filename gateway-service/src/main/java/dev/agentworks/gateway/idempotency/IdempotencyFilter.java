package dev.agentworks.gateway.idempotency;

import dev.agentworks.starter.digest.Sha256;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.redis.RedisUnavailableException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Returns the first response to a POST that is repeated with the same Idempotency-Key. While Redis
 * is unreachable, calls pass as if they had no key.
 */
@Component
@Order(70)
class IdempotencyFilter implements WebFilter {
    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 200;

    private final ResponseStore store;

    IdempotencyFilter(ResponseStore store) {
        this.store = store;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var key = request.getHeaders().getFirst(HEADER);
        // the responses of sign-in hold secrets and are not stored
        if (key == null
                || !HttpMethod.POST.equals(request.getMethod())
                || !request.getPath().value().startsWith("/api/")) {
            return chain.filter(exchange);
        }
        if (key.isBlank() || key.length() > LONGEST) {
            return Mono.error(
                    new ProblemException(
                                    CommonError.INVALID_REQUEST,
                                    "The Idempotency-Key is not usable.")
                            .invalid("header:" + HEADER, "must have 1 to 200 characters"));
        }
        return exchange.getPrincipal()
                .map(user -> "gateway:answer:" + user.getName() + ":" + Sha256.hex(key))
                .flatMap(stored ->
                        body(exchange).flatMap(body -> answerOnce(stored, body, exchange, chain)));
    }

    private Mono<Void> answerOnce(
            String key, byte[] body, ServerWebExchange exchange, WebFilterChain chain) {
        var request = Sha256.hex(requestLine(exchange), body);
        return store.claim(key, request)
                .map(claim -> answer(claim, key, request, body, exchange, chain))
                .onErrorResume(
                        RedisUnavailableException.class,
                        _ -> Mono.just(Mono.defer(() -> chain.filter(withBody(exchange, body)))))
                .flatMap(decision -> decision);
    }

    private Mono<Void> answer(
            ResponseStore.Claim claim,
            String key,
            String request,
            byte[] body,
            ServerWebExchange exchange,
            WebFilterChain chain) {
        return switch (claim) {
            case ResponseStore.Claim.New() -> forwardFirst(key, request, body, exchange, chain);
            case ResponseStore.Claim.Answered(var answer) -> replay(answer, exchange);
            case ResponseStore.Claim.InProgress() ->
                    Mono.error(
                            new ProblemException(
                                    CommonError.CONFLICT,
                                    "The first request with this Idempotency-Key is still under way."));
            case ResponseStore.Claim.DifferentRequest() ->
                    Mono.error(
                            new ProblemException(
                                    CommonError.KEY_REUSED,
                                    "This Idempotency-Key was used for another request."));
        };
    }

    private Mono<Void> forwardFirst(
            String key,
            String request,
            byte[] body,
            ServerWebExchange exchange,
            WebFilterChain chain) {
        var response = new RecordedResponse(exchange.getResponse());
        return chain.filter(withBody(exchange, body).mutate().response(response).build())
                .then(
                        Mono.defer(() ->
                                response.answer(request)
                                        .map(answer -> store.keep(key, answer))
                                        .orElseGet(() -> store.release(key))
                                        .onErrorResume(
                                                RedisUnavailableException.class,
                                                _ -> Mono.empty())))
                .onErrorResume(error ->
                        store.release(key)
                                .onErrorResume(RedisUnavailableException.class, _ -> Mono.empty())
                                .then(Mono.error(error)));
    }

    private static Mono<Void> replay(StoredResponse answer, ServerWebExchange exchange) {
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        answer.headers().forEach(response.getHeaders()::set);
        response.getHeaders().set("Idempotency-Replayed", "true");
        var body = answer.body();
        return body.length == 0
                ? response.setComplete()
                : response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    private static Mono<byte[]> body(ServerWebExchange exchange) {
        return DataBufferUtils.join(exchange.getRequest().getBody())
                .map(joined -> {
                    var bytes = new byte[joined.readableByteCount()];
                    joined.read(bytes);
                    DataBufferUtils.release(joined);
                    return bytes;
                })
                .defaultIfEmpty(new byte[0]);
    }

    private static ServerWebExchange withBody(ServerWebExchange exchange, byte[] body) {
        var request =
                new ServerHttpRequestDecorator(exchange.getRequest()) {
                    @Override
                    public Flux<DataBuffer> getBody() {
                        return body.length == 0
                                ? Flux.empty()
                                : Flux.just(exchange.getResponse().bufferFactory().wrap(body));
                    }
                };
        return exchange.mutate().request(request).build();
    }

    private static byte[] requestLine(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return (request.getMethod() + " " + request.getURI().getRawPath() + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
