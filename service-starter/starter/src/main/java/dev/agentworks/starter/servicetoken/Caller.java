package dev.agentworks.starter.servicetoken;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, proven by a service token. A controller method asks for it as a parameter.
 *
 * @param scopes what the token was made for and its maker may use
 */
public record Caller(String service, Set<String> scopes, @Nullable ActingUser actingUser) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** The person behind the call; a call without one is refused as forbidden. */
    public ActingUser requireUser() {
        if (actingUser == null) {
            throw new ProblemException(
                    CommonError.FORBIDDEN, "This needs a person, the call names none.");
        }
        return actingUser;
    }
}
