package dev.agentworks.gateway.openai;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the gateway's own errors under {@code /v1} in OpenAI's format; the router writes its own.
 */
@Component
@Order(15)
class OpenAiErrorFilter implements WebFilter {
    private static final Logger LOG = LoggerFactory.getLogger(OpenAiErrorFilter.class);

    private final JsonMapper json;

    OpenAiErrorFilter(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath().value();
        return path.equals("/v1") || path.startsWith("/v1/")
                ? chain.filter(exchange).onErrorResume(error -> answer(exchange, error))
                : chain.filter(exchange);
    }

    private Mono<Void> answer(ServerWebExchange exchange, Throwable error) {
        // a client notices a broken stream by its missing end
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        if (error instanceof ProblemException problem) {
            if (problem.code().status() >= CommonError.INTERNAL.status()) {
                LOG.warn(
                        "{} was answered {}",
                        exchange.getRequest().getPath(),
                        problem.code().code(),
                        problem);
            }
            return write(exchange, problem.code(), problem.detail());
        }
        LOG.error("{} failed", exchange.getRequest().getPath(), error);
        return write(
                exchange, CommonError.INTERNAL, "The request failed on our side. Try again later.");
    }

    private Mono<Void> write(ServerWebExchange exchange, ErrorCode code, String detail) {
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(code.status()));
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        var body = json.writeValueAsBytes(OpenAiError.of(code, detail));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
