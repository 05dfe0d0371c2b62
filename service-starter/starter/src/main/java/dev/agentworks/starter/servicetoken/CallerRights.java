package dev.agentworks.starter.servicetoken;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which service may use which scope of this service, and who may name a person behind a call. A
 * token only asks for a scope; the called service decides by this table. What the table does not
 * name is not granted, whoever signed for it.
 *
 * @param callers the services that may use a scope, by the scope's name without its service
 * @param acting the services that carry a person's calls
 */
record CallerRights(String service, Map<String, List<String>> callers, List<String> acting) {
    /** Those of the claimed scopes that this caller may use. */
    Set<String> granted(String caller, Set<String> claimed) {
        return claimed.stream()
                .filter(scope -> allowed(scope).contains(caller))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether anybody may use the scope. */
    boolean grants(String scope) {
        return !allowed(scope).isEmpty();
    }

    /** Whether a call of this service may name the person on whose behalf it is made. */
    boolean mayNameAPerson(String caller) {
        return acting.contains(caller);
    }

    private List<String> allowed(String scope) {
        var prefix = service + ":";
        return scope.startsWith(prefix)
                ? callers.getOrDefault(scope.substring(prefix.length()), List.of())
                : List.of();
    }
}
