package dev.agentworks.starter.web;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.problem.RequestTarget;
import dev.agentworks.starter.problem.UnknownFields;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * What a public route asks of every request before anything is done: that it knows each parameter
 * and, later, each field of the body, that a parameter with one value is given once, and that JSON
 * may be answered. A filter that is dropped in silence would answer too much.
 */
final class PublicRouteInterceptor implements HandlerInterceptor {
    private static final String PUBLIC = ":public";

    private final Map<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.ASYNC
                || !(handler instanceof HandlerMethod method)
                || !isPublic(method)) {
            return true;
        }
        UnknownFields.refuseIn(request);
        requireKnown(
                RequestTarget.parameters(request.getQueryString()),
                known.computeIfAbsent(method.getMethod(), _ -> parameters(method)));
        if (answersJson(method)) {
            requireJsonAccepted(request.getHeader(HttpHeaders.ACCEPT));
        }
        return true;
    }

    private static boolean isPublic(HandlerMethod method) {
        var scope = method.getMethodAnnotation(RequiresScope.class);
        if (scope == null) {
            scope =
                    AnnotatedElementUtils.findMergedAnnotation(
                            method.getBeanType(), RequiresScope.class);
        }
        return scope != null && scope.value().endsWith(PUBLIC);
    }

    private static void requireKnown(Map<String, List<String>> given, Map<String, Boolean> known) {
        given.forEach((name, values) -> {
            var mayRepeat = known.get(name);
            if (mayRepeat == null) {
                throw invalid("query:" + name, "is not a parameter of this request");
            }
            if (values.size() > 1 && !mayRepeat) {
                throw invalid("query:" + name, "must be given once");
            }
        });
    }

    /** The names of the route's parameters, each with whether it may be given more than once. */
    private static Map<String, Boolean> parameters(HandlerMethod method) {
        var parameters = new HashMap<String, Boolean>();
        for (var parameter : method.getMethodParameters()) {
            if (parameter.getParameterType() == CursorRequest.class) {
                parameters.put(CursorRequestArgument.LIMIT, false);
                parameters.put(CursorRequestArgument.CURSOR, false);
            }
            var annotation = parameter.getParameterAnnotation(RequestParam.class);
            if (annotation != null) {
                parameters.put(name(annotation, parameter), isMany(parameter));
            }
        }
        return Map.copyOf(parameters);
    }

    private static String name(RequestParam annotation, MethodParameter parameter) {
        return annotation.name().isEmpty()
                ? String.valueOf(parameter.getParameter().getName())
                : annotation.name();
    }

    private static boolean isMany(MethodParameter parameter) {
        return Collection.class.isAssignableFrom(parameter.getParameterType());
    }

    private static boolean answersJson(HandlerMethod method) {
        var mapping =
                AnnotatedElementUtils.findMergedAnnotation(
                        method.getMethod(), RequestMapping.class);
        return !method.isVoid() && (mapping == null || mapping.produces().length == 0);
    }

    private static void requireJsonAccepted(@Nullable String accept) {
        if (accept != null && !acceptsJson(accept)) {
            throw new ProblemException(
                            CommonError.NOT_ACCEPTABLE, "The answer is JSON; accept that.")
                    .invalid("header:Accept", "must include application/json");
        }
    }

    private static boolean acceptsJson(String accept) {
        try {
            return MediaType.parseMediaTypes(accept).stream()
                    .anyMatch(type ->
                            type.getQualityValue() > 0
                                    && type.includes(MediaType.APPLICATION_JSON));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    private static ProblemException invalid(String pointer, String message) {
        return new ProblemException(CommonError.INVALID_REQUEST, "A parameter is not valid.")
                .invalid(pointer, message);
    }
}
