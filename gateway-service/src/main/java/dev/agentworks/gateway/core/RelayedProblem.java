package dev.agentworks.gateway.core;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;
import dev.agentworks.starter.problem.ProblemException;
import java.util.Map;
import java.util.Set;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;

/** A problem of core about a client's input, passed on to the client unchanged. */
record RelayedProblem(String name, ErrorKind kind) implements ErrorCode {
    private static final Set<String> KNOWN =
            Set.of("type", "title", "status", "detail", "instance", "errors");
    private static final ParameterizedTypeReference<Map<String, Object>> BODY =
            new ParameterizedTypeReference<>() {};

    /** Reads the problem; empty when core refused the gateway itself and not the client's input. */
    static Mono<ProblemException> read(ClientResponse response) {
        int status = response.statusCode().value();
        return response.bodyToMono(BODY)
                .onErrorComplete()
                .filter(body -> body.get("type") instanceof String)
                .map(body -> problem(status, body))
                // with these codes core refuses the gateway itself, not the client
                .filter(problem ->
                        !Set.of("unauthenticated", "forbidden").contains(problem.code().code()));
    }

    private static ProblemException problem(int status, Map<String, Object> body) {
        var type = String.valueOf(body.get("type"));
        var code = type.substring(type.lastIndexOf('/') + 1);
        var title = String.valueOf(body.getOrDefault("title", code));
        var problem =
                new ProblemException(
                        new RelayedProblem(code, new ErrorKind(status, title)),
                        String.valueOf(body.getOrDefault("detail", title)));
        if (body.get("errors") instanceof Iterable<?> errors) {
            for (var error : errors) {
                if (error instanceof Map<?, ?> field) {
                    problem.invalid(
                            String.valueOf(field.get("pointer")),
                            String.valueOf(field.get("message")));
                }
            }
        }
        body.forEach((name, value) -> {
            if (!KNOWN.contains(name) && value != null) {
                problem.with(name, value);
            }
        });
        return problem;
    }
}
