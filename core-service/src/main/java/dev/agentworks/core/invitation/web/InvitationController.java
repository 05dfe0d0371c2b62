package dev.agentworks.core.invitation.web;

import dev.agentworks.core.identity.EmailAddress;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.invitation.InvitationId;
import dev.agentworks.core.invitation.InvitationView;
import dev.agentworks.core.invitation.Invitations;
import dev.agentworks.core.workspace.Role;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.idempotency.HonoursIdempotencyKey;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import dev.agentworks.starter.web.RunAsCurrentUser;
import dev.agentworks.starter.web.SignedInOnly;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The invitations of a workspace, for its owners and admins. */
@RestController
@RequestMapping("/api/workspaces/{workspace}/invitations")
@RequiresScope("core:public")
@RunAsCurrentUser
@SignedInOnly
class InvitationController {

    private final Invitations invitations;

    InvitationController(Invitations invitations) {
        this.invitations = invitations;
    }

    record InvitationRequest(@NotBlank @Size(max = 254) String email, @NotNull Role role) {}

    @GetMapping
    Page<InvitationView> list(
            @CurrentUser UserId user, @PathVariable WorkspaceId workspace, CursorRequest page) {
        return invitations.of(user, workspace, page);
    }

    @PostMapping
    @HonoursIdempotencyKey
    @ResponseStatus(HttpStatus.CREATED)
    InvitationView send(
            @CurrentUser UserId user,
            @PathVariable WorkspaceId workspace,
            @RequestBody @Valid InvitationRequest request) {
        if (!EmailAddress.isValid(request.email())) {
            throw new ProblemException(CommonError.INVALID_REQUEST, "The address is not one.")
                    .invalid("/email", "must look like name@example.com");
        }
        return invitations.send(user, workspace, new EmailAddress(request.email()), request.role());
    }

    @DeleteMapping("/{invitation}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(
            @CurrentUser UserId user,
            @PathVariable WorkspaceId workspace,
            @PathVariable InvitationId invitation) {
        invitations.revoke(user, workspace, invitation);
    }
}
