package dev.agentworks.core.workspace.web;

import dev.agentworks.core.identity.UserView;
import dev.agentworks.core.workspace.Workspaces;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import org.springframework.stereotype.Component;

/** Answers a person with what they belong to. */
@Component
class PersonResponses {

    private final Workspaces workspaces;

    PersonResponses(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    PersonResponse of(UserView user) {
        return PersonResponse.of(
                user,
                TenantScope.call(
                        DatabaseSubject.user(user.id().toString()),
                        () -> workspaces.of(user.id())));
    }
}
