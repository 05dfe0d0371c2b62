package dev.agentworks.starter.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Names the parameter that a servlet service misses or cannot read. */
final class ServletRequestProblems implements ProblemTranslator {
    @Override
    public @Nullable Problem translate(Throwable failure) {
        return switch (failure) {
            case MethodArgumentTypeMismatchException mismatch ->
                    Problem.invalid(
                            RequestProblems.parameter(mismatch.getParameter()),
                            "has the wrong type");
            case MissingServletRequestParameterException missing ->
                    Problem.invalid("query:" + missing.getParameterName(), "is required");
            case MissingRequestHeaderException missing ->
                    Problem.invalid("header:" + missing.getHeaderName(), "is required");
            default -> null;
        };
    }
}
