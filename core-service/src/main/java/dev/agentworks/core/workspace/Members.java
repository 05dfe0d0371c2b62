package dev.agentworks.core.workspace;

import dev.agentworks.core.audit.AuditAction;
import dev.agentworks.core.audit.AuditLog;
import dev.agentworks.core.audit.AuditThing;
import dev.agentworks.core.identity.EmailAddress;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.ETags;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who belongs to a workspace, and with which role. Changes of one workspace come one after the
 * other: each locks its row first, so that the last owner cannot go while another one goes.
 */
@Service
public class Members {

    private final MembershipRepository memberships;
    private final MemberQueries queries;
    private final WorkspaceRepository workspaces;
    private final Access access;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Members(
            MembershipRepository memberships,
            MemberQueries queries,
            WorkspaceRepository workspaces,
            Access access,
            AuditLog audit,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.memberships = memberships;
        this.queries = queries;
        this.workspaces = workspaces;
        this.access = access;
        this.audit = audit;
        this.events = events;
        this.transaction = transaction;
    }

    @Transactional(readOnly = true)
    public List<Member> of(UserId person, WorkspaceId workspace) {
        access.require(person, workspace, Permission.READ, "workspace");
        return queries.of(workspace);
    }

    /**
     * Gives a member another role. Nobody gives more than they have, and only owners change owners.
     *
     * @throws ProblemException {@code version-conflict} when somebody else changed it
     */
    @Transactional
    public Member changeRole(
            UserId person,
            WorkspaceId workspace,
            UserId member,
            Role role,
            @Nullable Long expectedVersion) {
        workspaces.requireLocked(workspace);
        var own = access.require(person, workspace, Permission.MANAGE, "workspace");
        var membership = membership(workspace, member);
        ETags.requireMatch(expectedVersion, membership.version());
        var before = membership.role();
        requireReach(own, before);
        requireReach(own, role);
        if (before != role) {
            requireAnotherOwner(workspace, membership, role);
            membership.changeRole(role);
            memberships.flush();
            audit.record(
                    workspace.value(),
                    AuditAction.MEMBER_ROLE_CHANGED,
                    thing(workspace, member),
                    Map.of("from", before, "to", role));
            events.publishEvent(
                    new MemberChanged(workspace, member, MemberChanged.Kind.ROLE_CHANGED, role));
        }
        return require(workspace, member);
    }

    /** Removes a member, or lets the person leave: everybody may, but the last owner. */
    public void remove(UserId person, WorkspaceId workspace, UserId member) {
        // who leaves does not see the workspace any more, and could not tell its feed
        WorkspaceScope.call(
                workspace,
                () ->
                        Objects.requireNonNull(
                                transaction.execute(_ -> removeNow(person, workspace, member))));
    }

    private boolean removeNow(UserId person, WorkspaceId workspace, UserId member) {
        workspaces.requireLocked(workspace);
        var isLeaving = person.equals(member);
        var own =
                access.require(
                        person,
                        workspace,
                        isLeaving ? Permission.READ : Permission.MANAGE,
                        "workspace");
        var membership = membership(workspace, member);
        requireReach(own, membership.role());
        requireAnotherOwner(workspace, membership, null);
        audit.record(
                workspace.value(),
                isLeaving ? AuditAction.MEMBER_LEFT : AuditAction.MEMBER_REMOVED,
                thing(workspace, member),
                Map.of("role", membership.role()));
        events.publishEvent(
                new MemberChanged(
                        workspace, member, MemberChanged.Kind.REMOVED, membership.role()));
        memberships.delete(membership);
        memberships.flush();
        return true;
    }

    /** Whether somebody with this address belongs to the workspace. */
    @Transactional(readOnly = true)
    public boolean hasAddress(WorkspaceId workspace, EmailAddress email) {
        return queries.hasMember(workspace, email.value());
    }

    /** The person as a member of the workspace. */
    @Transactional(readOnly = true)
    public Member require(WorkspaceId workspace, UserId person) {
        return queries.find(new MembershipId(workspace, person))
                .orElseThrow(() -> Access.notFound("member"));
    }

    private Membership membership(WorkspaceId workspace, UserId member) {
        return memberships
                .findById(new MembershipId(workspace, member))
                .orElseThrow(() -> Access.notFound("member"));
    }

    private AuditThing thing(WorkspaceId workspace, UserId member) {
        return new AuditThing("member", member.toString(), require(workspace, member).name());
    }

    private static void requireReach(Role own, Role other) {
        if (!own.isAtLeast(other)) {
            throw new ProblemException(
                    CommonError.FORBIDDEN,
                    "Your role %s does not reach to %s; ask an owner.".formatted(own, other));
        }
    }

    private void requireAnotherOwner(
            WorkspaceId workspace, Membership membership, @Nullable Role next) {
        if (membership.role() == Role.OWNER
                && next != Role.OWNER
                && memberships.countOwners(workspace) < 2) {
            throw new ProblemException(
                    WorkspaceError.LAST_OWNER,
                    "This is the only owner; make somebody else an owner first, or delete the workspace.");
        }
    }
}
