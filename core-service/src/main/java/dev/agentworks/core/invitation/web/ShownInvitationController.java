package dev.agentworks.core.invitation.web;

import dev.agentworks.core.invitation.InvitationError;
import dev.agentworks.core.invitation.Invitations;
import dev.agentworks.core.invitation.ShownInvitation;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Shows an invitation to whoever holds its token, for the gateway. */
@RestController
@RequiresScope("core:identity")
class ShownInvitationController {

    private final Invitations invitations;

    ShownInvitationController(Invitations invitations) {
        this.invitations = invitations;
    }

    record ShowRequest(@NotBlank @Size(max = 200) String token) {}

    @PostMapping("/internal/invitations/show")
    ShownInvitation show(@RequestBody @Valid ShowRequest request) {
        return invitations.show(request.token()).orElseThrow(ShownInvitationController::unusable);
    }

    static ProblemException unusable() {
        return new ProblemException(
                InvitationError.INVITATION_NOT_USABLE,
                "It was used, revoked, or is too old; ask for another one.");
    }
}
