package dev.agentworks.core.workspace;

import dev.agentworks.core.identity.Identities;
import dev.agentworks.core.identity.IdentityOutcome;
import dev.agentworks.core.identity.NewPerson;
import dev.agentworks.core.identity.ProvenIdentity;
import dev.agentworks.core.identity.RegistrationOutcome;
import dev.agentworks.core.identity.UserView;
import dev.agentworks.core.identity.Users;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/** Registering makes a person and their first workspace. */
@Service
public class Registrations {

    private final Users users;
    private final Identities identities;
    private final Workspaces workspaces;

    Registrations(Users users, Identities identities, Workspaces workspaces) {
        this.users = users;
        this.identities = identities;
        this.workspaces = workspaces;
    }

    /** Makes a person known and their first workspace with them, in one transaction. */
    public Registration register(NewPerson person) {
        var begun = new ArrayList<WorkspaceView>();
        var outcome = users.register(person, user -> begun.add(begin(user)));
        return new Registration(outcome, List.copyOf(begun));
    }

    /** Who signs in with an account elsewhere; whoever is new gets a workspace too. */
    public IdentityOutcome signIn(ProvenIdentity identity) {
        return identities.signIn(identity, this::begin);
    }

    /** Makes the person's first workspace unless they are a member of one. */
    public void ensureWorkspace(UserView user) {
        TenantScope.run(
                DatabaseSubject.user(user.id().toString()),
                () -> {
                    if (workspaces.of(user.id()).isEmpty()) {
                        begin(user);
                    }
                });
    }

    private WorkspaceView begin(UserView user) {
        return workspaces.createFor(user.id(), user.name() + "'s workspace");
    }

    /**
     * What became of a registration.
     *
     * @param begun the workspaces that were made with the person
     */
    public record Registration(RegistrationOutcome outcome, List<WorkspaceView> begun) {}
}
