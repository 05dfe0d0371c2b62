package dev.agentworks.starter.servicetoken;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import jakarta.servlet.ServletRequest;

/** Gives the caller of a servlet request whose token was verified. */
public final class CurrentCaller {
    private CurrentCaller() {}

    /** The caller; a request that came in without a token is refused as unauthenticated. */
    public static Caller require(ServletRequest request) {
        if (request.getAttribute(CallerInterceptor.CALLER) instanceof Caller caller) {
            return caller;
        }
        throw new ProblemException(CommonError.UNAUTHENTICATED, "This route needs a caller.");
    }
}
