package dev.agentworks.starter.web;

import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.CurrentCaller;
import jakarta.servlet.ServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Resolves {@link CurrentUser}. */
final class CurrentUserArgument implements HandlerMethodArgumentResolver {
    private final ConversionService conversions = DefaultConversionService.getSharedInstance();

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(CurrentUser.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var servletRequest = Objects.requireNonNull(request.getNativeRequest(ServletRequest.class));
        var user = CurrentCaller.require(servletRequest).requireUser();
        var type = parameter.getParameterType();
        return type == ActingUser.class
                ? user
                : Objects.requireNonNull(conversions.convert(user.id(), type));
    }
}
