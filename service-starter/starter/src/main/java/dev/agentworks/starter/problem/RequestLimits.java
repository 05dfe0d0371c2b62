package dev.agentworks.starter.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Refuses what is too large, of no type, or at an address that is no text, before it is read. */
final class RequestLimits extends OncePerRequestFilter {
    private final HttpSettings settings;
    private final JsonMapper json;

    RequestLimits(HttpSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var limit = settings.limitFor(Optional.ofNullable(request.getContentType()).orElse(""));
        var fault = RequestTarget.fault(request.getRequestURI(), request.getQueryString());
        if (fault != null) {
            refuse(request, response, Problem.invalid(List.of(fault)));
        } else if (isOfNoType(request.getContentType())) {
            refuse(request, response, WebProblems.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE));
        } else if (request.getContentLengthLong() > limit) {
            refuse(
                    request,
                    response,
                    Problem.of(
                            CommonError.PAYLOAD_TOO_LARGE,
                            new BodyTooLargeException(limit).detail()));
        } else {
            chain.doFilter(new Limited(request, limit), response);
        }
    }

    /** Whether the media type of the body is a pattern of types, or cannot be read. */
    private static boolean isOfNoType(@Nullable String type) {
        if (type == null || type.isBlank()) {
            return false;
        }
        try {
            return !MediaType.parseMediaType(type).isConcrete();
        } catch (InvalidMediaTypeException _) {
            return true;
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        response.setStatus(problem.code().status());
        response.setContentType(Problem.MEDIA_TYPE);
        json.writeValue(response.getOutputStream(), problem.body(request.getRequestURI()));
    }

    private static final class Limited extends HttpServletRequestWrapper {
        private final long limit;

        Limited(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedInput(super.getInputStream(), limit);
        }
    }
}
