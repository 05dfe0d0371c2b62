package dev.agentworks.starter.web;

import dev.agentworks.starter.problem.AddressReview;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.CurrentCaller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.web.servlet.HandlerMapping;

/** Refuses to say more of a foreign thing than that it is not there. */
final class ForeignAddress implements AddressReview {
    /** The first thing that an address names: the others are parts of it. */
    private static final Pattern NAMED = Pattern.compile("^/api/([a-z-]+)/\\{(\\w+)}");

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final String WORKSPACES = "workspaces";

    private final List<AddressedThings> things;

    ForeignAddress(List<AddressedThings> things) {
        this.things = List.copyOf(things);
    }

    @Override
    public void requireVisible(HttpServletRequest request) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        var named = NAMED.matcher(String.valueOf(pattern));
        if (named.find()
                && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                        instanceof Map<?, ?> variables) {
            var id = String.valueOf(variables.get(named.group(2)));
            if (ID.matcher(id).matches()
                    && !isVisible(
                            named.group(1),
                            UUID.fromString(id),
                            CurrentCaller.require(request).requireUser())) {
                throw new ProblemException(CommonError.NOT_FOUND, "There is no such thing here.");
            }
        }
    }

    // a service without things of its own names workspaces only, which callers come with
    private boolean isVisible(String kind, UUID id, ActingUser user) {
        return things.isEmpty()
                ? !kind.equals(WORKSPACES) || user.grants().containsKey(id.toString())
                : things.stream().allMatch(it -> it.isVisible(kind, id, user));
    }
}
