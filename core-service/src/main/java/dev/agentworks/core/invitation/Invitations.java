package dev.agentworks.core.invitation;

import dev.agentworks.core.audit.AuditAction;
import dev.agentworks.core.audit.AuditLog;
import dev.agentworks.core.audit.AuditThing;
import dev.agentworks.core.identity.EmailAddress;
import dev.agentworks.core.identity.IdentityError;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.identity.Users;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.MemberChanged;
import dev.agentworks.core.workspace.Members;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.core.workspace.Role;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.core.workspace.Workspaces;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Invitations by mail. Owners and admins with a confirmed address send them, for no more than their
 * own role, and not many: the mails go to people who have not asked for them.
 */
@Service
public class Invitations {

    private static final int MOST_OPEN = 200;
    private static final int MOST_A_DAY = 200;
    private static final int TOKEN_BYTES = 32;

    private final InvitationRepository repository;
    private final InvitationQueries queries;
    private final InvitationMails mails;
    private final Members members;
    private final Workspaces workspaces;
    private final Users users;
    private final Access access;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Invitations(
            InvitationRepository repository,
            InvitationQueries queries,
            InvitationMails mails,
            Members members,
            Workspaces workspaces,
            Users users,
            Access access,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.queries = queries;
        this.mails = mails;
        this.members = members;
        this.workspaces = workspaces;
        this.users = users;
        this.access = access;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** The open invitations, the newest first. */
    @Transactional(readOnly = true)
    public Page<InvitationView> of(UserId person, WorkspaceId workspace, CursorRequest request) {
        access.require(person, workspace, Permission.MANAGE, "workspace");
        return request.pageOf(
                queries.of(workspace, request),
                invitation ->
                        new CursorRequest.Moment(invitation.createdAt(), invitation.id().value()));
    }

    /**
     * Invites an address; one that is invited already gets another mail, and the link of the one
     * before ends.
     */
    @Transactional
    public InvitationView send(
            UserId person, WorkspaceId workspace, EmailAddress email, Role role) {
        var own = access.require(person, workspace, Permission.MANAGE, "workspace");
        var inviter = requireVerified(person);
        if (!own.isAtLeast(role)) {
            throw new ProblemException(
                            CommonError.FORBIDDEN,
                            "Your role %s does not reach to %s; ask an owner.".formatted(own, role))
                    .invalid("/role", "must not be above your own");
        }
        // of two who invite the same address at once, the second refreshes
        var place = workspaces.lock(workspace);
        if (members.hasAddress(workspace, email)) {
            throw new ProblemException(
                    InvitationError.ALREADY_MEMBER, "Somebody with this address is a member.");
        }
        var token = newToken();
        var invitation = open(person, workspace, email, role, token);
        mails.send(invitation, token, place, inviter);
        audit.record(
                workspace.value(),
                AuditAction.INVITATION_SENT,
                thing(invitation),
                Map.of("role", role));
        return queries.require(invitation.id());
    }

    private Invitation open(
            UserId person, WorkspaceId workspace, EmailAddress email, Role role, String token) {
        var now = clock.instant();
        if (repository.countSentBy(person, now.minus(Duration.ofDays(1))) >= MOST_A_DAY) {
            throw tooMany("You sent %d invitations within a day.".formatted(MOST_A_DAY));
        }
        var known = repository.findOpenTo(workspace, email.value());
        if (known.isPresent()) {
            if (known.get().wasSentLately(now)) {
                throw tooMany("This address was sent an invitation just now, or too often.");
            }
            known.get().refresh(role, person, token, now);
            return repository.saveAndFlush(known.get());
        }
        if (repository.countOpen(workspace) >= MOST_OPEN) {
            throw new ProblemException(
                            InvitationError.TOO_MANY_INVITATIONS,
                            "Revoke invitations that nobody accepts.")
                    .with("limit", MOST_OPEN);
        }
        return repository.saveAndFlush(
                new Invitation(InvitationId.next(), workspace, email, role, person, token, now));
    }

    @Transactional
    public void revoke(UserId person, WorkspaceId workspace, InvitationId id) {
        access.require(person, workspace, Permission.MANAGE, "workspace");
        var invitation =
                repository
                        .findOpen(id)
                        .filter(found -> found.workspaceId().equals(workspace))
                        .orElseThrow(() -> Access.notFound("invitation"));
        invitation.revoke(clock.instant());
        audit.record(
                workspace.value(),
                AuditAction.INVITATION_REVOKED,
                thing(invitation),
                Map.of("role", invitation.role()));
    }

    /** What the invitation is, for whoever holds its token. */
    @Transactional(readOnly = true)
    public Optional<ShownInvitation> show(String token) {
        return queries.show(token);
    }

    /** Makes the person a member. Asked twice, it answers the same. */
    @Transactional
    public AcceptOutcome accept(UserId person, String token) {
        var accepted = queries.accept(token);
        return switch (accepted.outcome()) {
            case "JOINED" -> joined(person, new WorkspaceId(accepted.workspace()));
            case "ACCEPTED" ->
                    new AcceptOutcome.Joined(
                            workspaces.require(person, new WorkspaceId(accepted.workspace())));
            case "OTHER_ADDRESS" -> new AcceptOutcome.OtherAddress();
            default -> new AcceptOutcome.Unusable();
        };
    }

    private AcceptOutcome joined(UserId person, WorkspaceId workspace) {
        var view = workspaces.require(person, workspace);
        var member = members.require(workspace, person);
        audit.record(
                workspace.value(),
                AuditAction.MEMBER_JOINED,
                new AuditThing("member", person.toString(), member.name()),
                Map.of("role", member.role()));
        events.publishEvent(
                new MemberChanged(workspace, person, MemberChanged.Kind.JOINED, member.role()));
        return new AcceptOutcome.Joined(view);
    }

    private String requireVerified(UserId person) {
        var user = users.find(person).orElseThrow(() -> Access.notFound("person"));
        if (!user.emailVerified()) {
            throw new ProblemException(
                    IdentityError.EMAIL_NOT_VERIFIED,
                    "Confirm your own address before you invite others: we sent you a mail.");
        }
        return user.name();
    }

    private static AuditThing thing(Invitation invitation) {
        return new AuditThing("invitation", invitation.id().toString(), invitation.email());
    }

    private static ProblemException tooMany(String detail) {
        return new ProblemException(CommonError.RATE_LIMITED, detail)
                .retryAfter(Duration.ofMinutes(1));
    }

    private String newToken() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
