package dev.agentworks.core.invitation;

import static dev.agentworks.starter.problem.ErrorKind.conflict;
import static dev.agentworks.starter.problem.ErrorKind.gone;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** What can be refused about invitations. */
public enum InvitationError implements ErrorCode {
    ALREADY_MEMBER(conflict("The person is a member already")),
    TOO_MANY_INVITATIONS(conflict("The workspace has as many open invitations as it may")),
    INVITATION_FOR_ANOTHER_ADDRESS(conflict("The invitation was sent to another address")),
    INVITATION_NOT_USABLE(gone("The invitation is good for nothing any more"));

    private final ErrorKind kind;

    InvitationError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
