package dev.agentworks.core.workspace.web;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.Member;
import dev.agentworks.core.workspace.Members;
import dev.agentworks.core.workspace.Role;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.IfMatch;
import dev.agentworks.starter.web.Page;
import dev.agentworks.starter.web.RunAsCurrentUser;
import dev.agentworks.starter.web.SignedInOnly;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who belongs to a workspace. */
@RestController
@RequestMapping("/api/workspaces/{workspace}/members")
@RequiresScope("core:public")
@RunAsCurrentUser
class MemberController {

    private final Members members;

    MemberController(Members members) {
        this.members = members;
    }

    record RoleRequest(@NotNull Role role) {}

    @GetMapping
    Page<Member> list(
            @CurrentUser UserId user, @PathVariable WorkspaceId workspace, CursorRequest page) {
        return page.pageOf(members.of(user, workspace));
    }

    @PutMapping("/{member}")
    @SignedInOnly
    ResponseEntity<Member> changeRole(
            @CurrentUser UserId user,
            @PathVariable WorkspaceId workspace,
            @PathVariable UserId member,
            @IfMatch @Nullable Long expectedVersion,
            @RequestBody @Valid RoleRequest request) {
        var changed = members.changeRole(user, workspace, member, request.role(), expectedVersion);
        return ResponseEntity.ok().eTag(ETags.of(changed.version())).body(changed);
    }

    @DeleteMapping("/{member}")
    @SignedInOnly
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @CurrentUser UserId user,
            @PathVariable WorkspaceId workspace,
            @PathVariable UserId member) {
        members.remove(user, workspace, member);
    }
}
