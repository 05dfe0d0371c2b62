package dev.agentworks.core.workspace;

import dev.agentworks.core.audit.AuditAction;
import dev.agentworks.core.audit.AuditLog;
import dev.agentworks.core.audit.AuditThing;
import dev.agentworks.core.identity.Identities;
import dev.agentworks.core.identity.SessionId;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.identity.Users;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The end of an account. The person leaves all workspaces; those where nobody else is are deleted.
 * What they wrote stays with its workspace, without their name and address.
 */
@Service
public class AccountDeletion {

    private final Users users;
    private final Identities identities;
    private final Workspaces workspaces;
    private final WorkspaceRepository repository;
    private final MembershipRepository memberships;
    private final MemberQueries members;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AccountDeletion(
            Users users,
            Identities identities,
            Workspaces workspaces,
            WorkspaceRepository repository,
            MembershipRepository memberships,
            MemberQueries members,
            AuditLog audit,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.users = users;
        this.identities = identities;
        this.workspaces = workspaces;
        this.repository = repository;
        this.memberships = memberships;
        this.members = members;
        this.audit = audit;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Deletes the account of a person who knows its password.
     *
     * @return the sessions that ended
     * @throws ProblemException {@code wrong-password}; {@code last-owner} when others would be left
     *     in a workspace without an owner
     */
    public List<SessionId> delete(UserId person, String password) {
        users.requirePassword(person, password);
        return TenantScope.call(
                DatabaseSubject.user(person.toString()),
                () -> Objects.requireNonNull(transaction.execute(_ -> deleteNow(person))));
    }

    private List<SessionId> deleteNow(UserId person) {
        // one after the other in one order, as everybody locks them
        workspaces.of(person).stream()
                .map(WorkspaceView::id)
                .sorted(Comparator.comparing(WorkspaceId::value))
                .forEach(workspace -> leave(person, workspace));
        identities.forget(person);
        return users.forget(person);
    }

    private void leave(UserId person, WorkspaceId id) {
        var workspace = repository.requireLocked(id);
        var membership = memberships.findById(new MembershipId(id, person)).orElseThrow();
        var everybody = members.of(id);
        if (everybody.size() == 1) {
            audit.recordFor(
                    person.value(),
                    id.value(),
                    AuditAction.WORKSPACE_DELETED,
                    new AuditThing("workspace", id.toString(), workspace.name()),
                    Map.of());
            workspace.close(clock.instant());
            return;
        }
        if (membership.role() == Role.OWNER && memberships.countOwners(id) < 2) {
            throw new ProblemException(
                            WorkspaceError.LAST_OWNER,
                            "Make somebody else an owner of %s first, or delete it."
                                    .formatted(workspace.name()))
                    .with("workspaceId", id.value());
        }
        audit.recordFor(
                person.value(),
                id.value(),
                AuditAction.MEMBER_LEFT,
                new AuditThing("member", person.toString(), null),
                Map.of("role", membership.role()));
        events.publishEvent(
                new MemberChanged(id, person, MemberChanged.Kind.REMOVED, membership.role()));
        memberships.delete(membership);
        memberships.flush();
    }
}
