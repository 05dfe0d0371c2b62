package dev.agentworks.starter.servicetoken;

import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.PropertyResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Stops the start of a service one of whose routes requires a scope that is granted to nobody: it
 * was forgotten in the table of callers, and every call would be refused.
 */
record GrantedScopes(
        List<RequestMappingHandlerMapping> routes, CallerRights rights, PropertyResolver properties)
        implements SmartInitializingSingleton {
    @Override
    public void afterSingletonsInstantiated() {
        var forgotten =
                routes.stream()
                        .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                        .map(method -> CallerInterceptor.scope(method, properties))
                        .filter(Objects::nonNull)
                        .filter(scope -> !rights.grants(scope))
                        .distinct()
                        .sorted()
                        .toList();
        if (!forgotten.isEmpty()) {
            throw new IllegalStateException(
                    "agentworks.service-token.callers names no caller of " + forgotten);
        }
    }
}
