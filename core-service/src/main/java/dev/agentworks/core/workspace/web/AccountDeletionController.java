package dev.agentworks.core.workspace.web;

import dev.agentworks.core.identity.SessionId;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.AccountDeletion;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The end of an account, for the gateway, which knows whose it is. */
@RestController
@RequiresScope("core:identity")
class AccountDeletionController {

    private final AccountDeletion deletion;

    AccountDeletionController(AccountDeletion deletion) {
        this.deletion = deletion;
    }

    record DeletionRequest(@NotNull @Size(max = 200) String password) {}

    record Ended(List<SessionId> ended) {}

    @PostMapping("/internal/users/{id}/deletion")
    Ended delete(@PathVariable UserId id, @RequestBody @Valid DeletionRequest request) {
        return new Ended(deletion.delete(id, request.password()));
    }
}
