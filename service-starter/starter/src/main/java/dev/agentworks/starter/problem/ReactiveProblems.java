package dev.agentworks.starter.problem;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers every failed request of a reactive service; comes before Spring Boot's own handler (-1).
 */
@Order(-2)
final class ReactiveProblems implements WebExceptionHandler {
    private final Problems problems;
    private final JsonMapper json;

    ReactiveProblems(Problems problems, JsonMapper json) {
        this.problems = problems;
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        var path = exchange.getRequest().getPath().value();
        var problem = problems.of(failure, exchange.getRequest().getMethod() + " " + path);
        response.setStatusCode(HttpStatus.valueOf(problem.code().status()));
        problem.headers().forEach(response.getHeaders()::set);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        var body = response.bufferFactory().wrap(json.writeValueAsBytes(problem.body(path)));
        return response.writeWith(Mono.just(body));
    }
}
