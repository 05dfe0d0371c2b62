package dev.agentworks.starter.servicetoken;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.OpenRoute;
import dev.agentworks.starter.problem.ProblemException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.PropertyResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.util.AntPathMatcher;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** Lets a request in only with a token that holds the scope its route names. */
final class CallerInterceptor implements HandlerInterceptor {
    static final String CALLER = Caller.class.getName();
    private static final String BEARER = "Bearer ";
    private final ServiceTokens tokens;
    private final PropertyResolver properties;
    private final List<String> openPaths;
    private final AntPathMatcher paths = new AntPathMatcher();

    CallerInterceptor(ServiceTokens tokens, PropertyResolver properties, List<String> openPaths) {
        this.tokens = tokens;
        this.properties = properties;
        this.openPaths = openPaths;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.ASYNC || isOpen(request, handler)) {
            return true; // an async dispatch goes on with a request that was let in before
        }
        var caller = tokens.verify(bearer(request));
        var scope = scope(handler);
        if (scope == null || !caller.scopes().contains(scope)) {
            throw new ProblemException(
                    CommonError.FORBIDDEN,
                    "The token of %s is not good for this route.".formatted(caller.service()));
        }
        request.setAttribute(CALLER, caller);
        return true;
    }

    private boolean isOpen(HttpServletRequest request, Object handler) {
        return switch (handler) {
            case HandlerMethod method
                    when method.getBeanType().isAnnotationPresent(OpenRoute.class) ->
                    true;
            case ResourceHttpRequestHandler _ -> true; // there are none: it answers 404
            default ->
                    openPaths.stream().anyMatch(open -> paths.match(open, request.getRequestURI()));
        };
    }

    private static String bearer(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new ProblemException(
                    CommonError.UNAUTHENTICATED, "This route needs a service token.");
        }
        return header.substring(BEARER.length()).strip();
    }

    private @Nullable String scope(Object handler) {
        return handler instanceof HandlerMethod method ? scope(method, properties) : null;
    }

    /** The scope that the handler requires; null when it names none. */
    static @Nullable String scope(HandlerMethod method, PropertyResolver properties) {
        var onMethod = method.getMethodAnnotation(RequiresScope.class);
        var required =
                onMethod != null
                        ? onMethod
                        : AnnotatedElementUtils.findMergedAnnotation(
                                method.getBeanType(), RequiresScope.class);
        return required == null ? null : properties.resolveRequiredPlaceholders(required.value());
    }
}
