package dev.agentworks.core.invitation;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.WorkspaceId;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Invitations to be made and revoked; lists are read by {@link InvitationQueries}. */
interface InvitationRepository extends Repository<Invitation, InvitationId> {

    String OPEN = " and i.acceptedAt is null and i.revokedAt is null";

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from Invitation i where i.id = :id" + OPEN)
    Optional<Invitation> findOpen(InvitationId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query(
            "select i from Invitation i where i.workspaceId = :workspace and lower(i.email) = lower(:email)"
                    + OPEN)
    Optional<Invitation> findOpenTo(WorkspaceId workspace, String email);

    @Query("select count(i) from Invitation i where i.workspaceId = :workspace" + OPEN)
    long countOpen(WorkspaceId workspace);

    @Query("select count(i) from Invitation i where i.invitedBy = :person and i.sentAt > :since")
    long countSentBy(UserId person, Instant since);

    Invitation saveAndFlush(Invitation invitation);
}
