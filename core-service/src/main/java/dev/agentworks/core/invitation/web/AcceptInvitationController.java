package dev.agentworks.core.invitation.web;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.invitation.AcceptOutcome;
import dev.agentworks.core.invitation.InvitationError;
import dev.agentworks.core.invitation.Invitations;
import dev.agentworks.core.workspace.WorkspaceView;
import dev.agentworks.starter.idempotency.HonoursIdempotencyKey;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.RunAsCurrentUser;
import dev.agentworks.starter.web.SignedInOnly;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Accepts an invitation. Whoever does so is no member yet, and holds the token of the mail. */
@RestController
@RequiresScope("core:public")
@RunAsCurrentUser
@SignedInOnly
class AcceptInvitationController {

    private final Invitations invitations;

    AcceptInvitationController(Invitations invitations) {
        this.invitations = invitations;
    }

    @PostMapping("/api/invitations/{token}/accept")
    @HonoursIdempotencyKey
    WorkspaceView accept(@CurrentUser UserId user, @PathVariable String token) {
        return switch (invitations.accept(user, token)) {
            case AcceptOutcome.Joined(var workspace) -> workspace;
            case AcceptOutcome.OtherAddress() -> throw otherAddress();
            case AcceptOutcome.Unusable() -> throw ShownInvitationController.unusable();
        };
    }

    private static ProblemException otherAddress() {
        return new ProblemException(
                InvitationError.INVITATION_FOR_ANOTHER_ADDRESS,
                "Sign in with the address that the mail was sent to, or make an account with it.");
    }
}
