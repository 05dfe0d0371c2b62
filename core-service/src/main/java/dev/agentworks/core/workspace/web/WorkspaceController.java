package dev.agentworks.core.workspace.web;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.WorkspaceDeletion;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.core.workspace.WorkspaceView;
import dev.agentworks.core.workspace.Workspaces;
import dev.agentworks.starter.idempotency.HonoursIdempotencyKey;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.IfMatch;
import dev.agentworks.starter.web.Page;
import dev.agentworks.starter.web.RunAsCurrentUser;
import dev.agentworks.starter.web.SignedInOnly;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Workspaces of the person who asks. */
@RestController
@RequestMapping("/api/workspaces")
@RequiresScope("core:public")
@RunAsCurrentUser
class WorkspaceController {

    private final Workspaces workspaces;
    private final WorkspaceDeletion deletion;

    WorkspaceController(Workspaces workspaces, WorkspaceDeletion deletion) {
        this.workspaces = workspaces;
        this.deletion = deletion;
    }

    record WorkspaceRequest(@NotBlank @Size(max = 100) String name) {}

    @GetMapping
    Page<WorkspaceView> list(@CurrentUser UserId user, CursorRequest page) {
        return page.pageOf(workspaces.of(user));
    }

    @PostMapping
    @HonoursIdempotencyKey
    @SignedInOnly
    ResponseEntity<WorkspaceView> create(
            @CurrentUser UserId user, @RequestBody @Valid WorkspaceRequest request) {
        var made = workspaces.create(user, request.name());
        return ResponseEntity.status(HttpStatus.CREATED).eTag(ETags.of(made.version())).body(made);
    }

    @GetMapping("/{id}")
    ResponseEntity<WorkspaceView> one(@CurrentUser UserId user, @PathVariable WorkspaceId id) {
        return tagged(workspaces.require(user, id));
    }

    @PutMapping("/{id}")
    @SignedInOnly
    ResponseEntity<WorkspaceView> rename(
            @CurrentUser UserId user,
            @PathVariable WorkspaceId id,
            @IfMatch @Nullable Long expectedVersion,
            @RequestBody @Valid WorkspaceRequest request) {
        return tagged(workspaces.rename(user, id, request.name(), expectedVersion));
    }

    @DeleteMapping("/{id}")
    @SignedInOnly
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @CurrentUser UserId user,
            @PathVariable WorkspaceId id,
            @RequestParam @Size(max = 100) String name) {
        deletion.delete(user, id, name);
    }

    @PostMapping("/{id}/restore")
    @HonoursIdempotencyKey
    @SignedInOnly
    ResponseEntity<WorkspaceView> restore(@CurrentUser UserId user, @PathVariable WorkspaceId id) {
        return tagged(deletion.restore(user, id));
    }

    private static ResponseEntity<WorkspaceView> tagged(WorkspaceView workspace) {
        return ResponseEntity.ok().eTag(ETags.of(workspace.version())).body(workspace);
    }
}
