package dev.agentworks.starter.web;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads a {@link CursorRequest} from the query parameters {@code limit} and {@code cursor}. */
final class CursorRequestArgument implements HandlerMethodArgumentResolver {
    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == CursorRequest.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws Exception {
        var binder = Objects.requireNonNull(binders).createBinder(request, null, LIMIT);
        try {
            return CursorRequest.of(
                    binder.convertIfNecessary(request.getParameter(LIMIT), Integer.class),
                    request.getParameter(CURSOR));
        } catch (TypeMismatchException e) {
            e.initPropertyName(LIMIT); // the problem names the query parameter
            throw e;
        }
    }
}
