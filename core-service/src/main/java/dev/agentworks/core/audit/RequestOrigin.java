package dev.agentworks.core.audit;

import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.CurrentCaller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Whose request this thread answers, and from where it came.
 *
 * @param address as the gateway saw it
 */
record RequestOrigin(@Nullable UUID person, @Nullable UUID apiKey, @Nullable String address) {

    /** Set by the gateway, which drops a client's own. */
    private static final String ADDRESS = "X-Client-Address";

    private static final int LONGEST_ADDRESS = 100;
    private static final RequestOrigin NONE = new RequestOrigin(null, null, null);

    static RequestOrigin current() {
        if (!(RequestContextHolder.getRequestAttributes()
                instanceof ServletRequestAttributes attributes)) {
            return NONE;
        }
        var request = attributes.getRequest();
        var user = user(attributes);
        var address = request.getHeader(ADDRESS);
        return new RequestOrigin(
                user == null ? null : UUID.fromString(user.id()),
                user == null || user.key() == null ? null : UUID.fromString(user.key()),
                address == null || address.length() > LONGEST_ADDRESS ? null : address);
    }

    private static @Nullable ActingUser user(ServletRequestAttributes attributes) {
        try {
            return CurrentCaller.require(attributes.getRequest()).actingUser();
        } catch (ProblemException withoutCaller) {
            return null;
        }
    }
}
