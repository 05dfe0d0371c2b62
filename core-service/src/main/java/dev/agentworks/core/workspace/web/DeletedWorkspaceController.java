package dev.agentworks.core.workspace.web;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.DeletedWorkspace;
import dev.agentworks.core.workspace.WorkspaceDeletion;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import dev.agentworks.starter.web.RunAsCurrentUser;
import dev.agentworks.starter.web.SignedInOnly;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The workspaces that a person deleted and may have back. */
@RestController
@RequiresScope("core:public")
@RunAsCurrentUser
@SignedInOnly
class DeletedWorkspaceController {

    private final WorkspaceDeletion deletion;

    DeletedWorkspaceController(WorkspaceDeletion deletion) {
        this.deletion = deletion;
    }

    @GetMapping("/api/deleted-workspaces")
    Page<DeletedWorkspace> list(@CurrentUser UserId user, CursorRequest page) {
        return page.pageOf(deletion.of(user));
    }
}
