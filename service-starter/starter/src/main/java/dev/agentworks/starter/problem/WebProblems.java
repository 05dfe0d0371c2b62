package dev.agentworks.starter.problem;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebInputException;

/** What Spring Web refuses by itself, servlet and reactive: by its status, in our words. */
final class WebProblems implements ProblemTranslator {
    @Override
    public @Nullable Problem translate(Throwable failure) {
        return switch (failure) {
            case ServerWebInputException input when input.getMethodParameter() != null ->
                    Problem.invalid(
                            RequestProblems.parameter(input.getMethodParameter()),
                            "is missing, or not of its form");
            case ErrorResponse response -> of(response);
            case TypeMismatchException mismatch ->
                    Problem.invalid("query:" + mismatch.getPropertyName(), "has the wrong type");
            default -> null;
        };
    }

    private static Problem of(ErrorResponse response) {
        var problem = of(response.getStatusCode());
        var allow = response.getHeaders().getFirst(HttpHeaders.ALLOW);
        return allow == null ? problem : problem.withHeader(HttpHeaders.ALLOW, allow);
    }

    static Problem of(HttpStatusCode status) {
        return Arrays.stream(CommonError.values())
                .filter(error -> error.status() == status.value())
                .findFirst()
                .map(error -> Problem.of(error, detail(error)))
                .orElseGet(() ->
                        status.is4xxClientError()
                                ? Problem.of(
                                        CommonError.INVALID_REQUEST,
                                        detail(CommonError.INVALID_REQUEST))
                                : Problem.of(CommonError.INTERNAL, detail(CommonError.INTERNAL)));
    }

    private static String detail(CommonError error) {
        return error.title() + ".";
    }
}
