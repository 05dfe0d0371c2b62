package dev.agentworks.core.workspace;

import dev.agentworks.core.identity.EmailAddress;
import dev.agentworks.core.identity.RegistrationOutcome;
import dev.agentworks.core.identity.UserView;
import dev.agentworks.core.identity.Users;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import org.springframework.stereotype.Service;

/** Registering makes a person and their first workspace. */
@Service
public class Registrations {

    private final Users users;
    private final Workspaces workspaces;

    Registrations(Users users, Workspaces workspaces) {
        this.users = users;
        this.workspaces = workspaces;
    }

    /**
     * Two transactions, because the workspace is made in the scope of the person, who must exist
     * for that. After a crash between them, the person gets the workspace at the next sign-in.
     */
    public RegistrationOutcome register(EmailAddress email, String password, String name) {
        var outcome = users.register(email, password, name);
        if (outcome instanceof RegistrationOutcome.Registered(var user)) {
            ensureWorkspace(user);
        }
        return outcome;
    }

    /** Makes the person's first workspace unless they are a member of one. */
    public void ensureWorkspace(UserView user) {
        TenantScope.run(
                DatabaseSubject.user(user.id().toString()),
                () -> {
                    if (workspaces.of(user.id()).isEmpty()) {
                        workspaces.create(user.id(), user.name() + "'s workspace");
                    }
                });
    }
}
