package dev.agentworks.starter.problem;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Looks once more at a request that is refused for its form: whoever may not know of what its
 * address names is told that, whatever else is wrong.
 */
public interface AddressReview {
    /**
     * @throws ProblemException {@code not-found} when the caller may not know of it
     */
    void requireVisible(HttpServletRequest request);
}
