package dev.agentworks.starter.web;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.CurrentCaller;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Annotation;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Checks {@link GatewayOnly} and {@link SignedInOnly}, and remembers the subject of {@link
 * RunAsCurrentUser} for the {@link TenantScopeFilter} around the request. Runs after the caller's
 * token was verified.
 */
final class CurrentUserInterceptor implements HandlerInterceptor {
    private static final String SUBJECT = DatabaseSubject.class.getName();
    private static final String GATEWAY = "gateway";

    /** The subject of the request's transactions; nobody until a route names the current user. */
    static DatabaseSubject subject(ServletRequest request) {
        return request.getAttribute(SUBJECT) instanceof DatabaseSubject subject
                ? subject
                : DatabaseSubject.NOBODY;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.ASYNC
                || !(handler instanceof HandlerMethod method)) {
            return true; // an async dispatch goes on with a request that was let in before
        }
        if (has(method, SignedInOnly.class)) {
            var caller = CurrentCaller.require(request);
            requireSession(caller.requireUser());
            requireGateway(caller);
        } else if (has(method, GatewayOnly.class)) {
            requireGateway(CurrentCaller.require(request));
        }
        if (has(method, RunAsCurrentUser.class)) {
            request.setAttribute(SUBJECT, subject(CurrentCaller.require(request).requireUser()));
        }
        return true;
    }

    private static boolean has(HandlerMethod method, Class<? extends Annotation> annotation) {
        return method.hasMethodAnnotation(annotation)
                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), annotation);
    }

    private static void requireSession(ActingUser user) {
        if (user.key() != null) {
            throw new ProblemException(
                    CommonError.FORBIDDEN, "A person decides this, signed in; not an API key.");
        }
    }

    private static void requireGateway(Caller caller) {
        if (!caller.service().equals(GATEWAY)) {
            throw new ProblemException(
                    CommonError.FORBIDDEN, "Only a person may do this, through the gateway.");
        }
    }

    private static DatabaseSubject subject(ActingUser user) {
        if (user.key() == null) {
            return DatabaseSubject.user(user.id());
        }
        if (user.grants().size() != 1) {
            throw new ProblemException(
                    CommonError.FORBIDDEN, "An API key belongs to one workspace.");
        }
        return new DatabaseSubject(user.id(), user.grants().keySet().iterator().next());
    }
}
