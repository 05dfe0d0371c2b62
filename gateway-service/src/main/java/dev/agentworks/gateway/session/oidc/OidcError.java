package dev.agentworks.gateway.session.oidc;

import static dev.agentworks.starter.problem.ErrorKind.badRequest;
import static dev.agentworks.starter.problem.ErrorKind.notFound;
import static dev.agentworks.starter.problem.ErrorKind.unavailable;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** Why a sign-in with another provider fails. */
enum OidcError implements ErrorCode {
    PROVIDER_NOT_SET_UP(notFound("Nobody signs in with this provider")),
    SIGN_IN_NOT_BEGUN(badRequest("This browser has not begun such a sign-in")),
    SIGN_IN_REFUSED(badRequest("The provider has not signed the person in")),
    SIGN_IN_UNAVAILABLE(unavailable("The provider does not answer"));

    private final ErrorKind kind;

    OidcError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
