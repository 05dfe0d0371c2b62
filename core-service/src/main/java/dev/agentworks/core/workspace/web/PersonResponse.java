package dev.agentworks.core.workspace.web;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.identity.UserView;
import dev.agentworks.core.workspace.Role;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.core.workspace.WorkspaceView;
import java.util.List;

/** A person with the workspaces they belong to. */
record PersonResponse(
        UserId id, String email, String name, boolean emailVerified, List<Belonging> workspaces) {

    record Belonging(WorkspaceId id, String name, String slug, Role role) {}

    static PersonResponse of(UserView user, List<WorkspaceView> workspaces) {
        return new PersonResponse(
                user.id(),
                user.email(),
                user.name(),
                user.emailVerified(),
                workspaces.stream()
                        .map(it -> new Belonging(it.id(), it.name(), it.slug(), it.role()))
                        .toList());
    }
}
