package dev.agentworks.core.invitation;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.Role;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.digest.Sha256;
import dev.agentworks.starter.web.CursorRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists invitations with the names of the inviters; shows and accepts one by its token. */
@Repository
class InvitationQueries {

    private static final String SELECT =
            """
            select i.id, i.workspace_id, i.email, i.role, i.invited_by, p.name as inviter,
                   i.created_at, i.sent_at, i.expires_at, i.expires_at <= :now as expired
            from invitation i join person p on p.id = i.invited_by
            where i.accepted_at is null and i.revoked_at is null
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    InvitationQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What the database says of somebody who accepts. */
    record Accepted(String outcome, UUID workspace) {}

    List<InvitationView> of(WorkspaceId workspace, CursorRequest request) {
        var after = request.moment();
        return jdbc.sql(
                        SELECT
                                + """
                                   and i.workspace_id = :workspace
                                   and (cast(:at as timestamptz) is null or (i.created_at, i.id) < (:at, cast(:id as uuid)))
                                 order by i.created_at desc, i.id desc limit :limit
                                """)
                .param("now", now())
                .param("workspace", workspace.value())
                .param("at", after == null ? null : Timestamp.from(after.at()))
                .param("id", after == null ? null : after.id())
                .param("limit", request.fetchLimit())
                .query(InvitationQueries::view)
                .list();
    }

    InvitationView require(InvitationId id) {
        return jdbc.sql(SELECT + " and i.id = :id")
                .param("now", now())
                .param("id", id.value())
                .query(InvitationQueries::view)
                .single();
    }

    Optional<ShownInvitation> show(String token) {
        return jdbc.sql("select * from invitation_shown(?, ?)")
                .params(Sha256.bytes(token), now())
                .query((row, _) ->
                        new ShownInvitation(
                                row.getString("workspace_name"),
                                row.getString("inviter_name"),
                                row.getString("email"),
                                Role.valueOf(row.getString("role")),
                                row.getTimestamp("expires_at").toInstant()))
                .optional();
    }

    Accepted accept(String token) {
        return jdbc.sql("select * from accept_invitation(?, ?)")
                .params(Sha256.bytes(token), now())
                .query((row, _) ->
                        new Accepted(
                                row.getString("outcome"),
                                row.getObject("workspace_id", UUID.class)))
                .single();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static InvitationView view(ResultSet row, int number) throws SQLException {
        return new InvitationView(
                new InvitationId(row.getObject("id", UUID.class)),
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getString("email"),
                Role.valueOf(row.getString("role")),
                new InvitationView.Inviter(
                        new UserId(row.getObject("invited_by", UUID.class)),
                        row.getString("inviter")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("sent_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getBoolean("expired"));
    }
}
