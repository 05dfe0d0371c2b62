package dev.agentworks.core.card.web;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;

/** Only a person passes a closed gate, not a program that has a key of theirs. */
final class SignedIn {

    private SignedIn() {}

    static void require(ActingUser user) {
        if (user.key() != null) {
            throw new ProblemException(
                    CommonError.FORBIDDEN, "A person decides this, signed in; not an API key.");
        }
    }
}
