package dev.agentworks.starter.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Answers every failed request of a servlet service; a service's own handlers come before it. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ServletProblems {
    private static final Set<Integer> OF_FORM = Set.of(400, 406, 413, 415, 422);
    private final Problems problems;
    private final List<AddressReview> reviews;

    ServletProblems(Problems problems, List<AddressReview> reviews) {
        this.problems = problems;
        this.reviews = List.copyOf(reviews);
    }

    @ExceptionHandler(Throwable.class)
    @Nullable ResponseEntity<Map<String, Object>> answer(
            Throwable failure, HttpServletRequest request) {
        if (failure instanceof AsyncRequestNotUsableException) {
            return null; // the client has closed the connection
        }
        var problem = of(failure, request);
        var headers = new HttpHeaders();
        problem.headers().forEach(headers::set);
        return ResponseEntity.status(problem.code().status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.body(request.getRequestURI()));
    }

    private Problem of(Throwable failure, HttpServletRequest request) {
        var name = request.getMethod() + " " + request.getRequestURI();
        var problem = problems.of(failure, name);
        if (!OF_FORM.contains(problem.code().status())) {
            return problem;
        }
        try {
            reviews.forEach(review -> review.requireVisible(request));
            return problem;
        } catch (RuntimeException instead) {
            return problems.of(instead, name);
        }
    }
}
