package dev.agentworks.core.identity;

import static dev.agentworks.starter.problem.ErrorKind.badRequest;
import static dev.agentworks.starter.problem.ErrorKind.conflict;
import static dev.agentworks.starter.problem.ErrorKind.forbidden;
import static dev.agentworks.starter.problem.ErrorKind.gone;
import static dev.agentworks.starter.problem.ErrorKind.unauthorized;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** What can be refused about people and sessions. */
public enum IdentityError implements ErrorCode {
    EMAIL_TAKEN(conflict("The address is in use")),
    WEAK_PASSWORD(badRequest("The password is too easy to guess")),
    INVALID_CREDENTIALS(unauthorized("Address and password do not match")),
    SESSION_ENDED(unauthorized("The session has ended")),
    WRONG_PASSWORD(badRequest("The password is not the present one")),
    ACCOUNT_NOT_LINKED(conflict("Somebody has the address and has not linked the account")),
    LINK_NOT_USABLE(gone("The link is good for nothing any more")),
    EMAIL_NOT_VERIFIED(forbidden("The address is not confirmed yet"));

    private final ErrorKind kind;

    IdentityError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
