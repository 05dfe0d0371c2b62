package dev.agentworks.core.workspace;

import dev.agentworks.core.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Members with their names and addresses. */
@Repository
class MemberQueries {

    private static final String SELECT =
            """
            select p.id, p.email, p.name, m.role, m.since, m.version
            from membership m join person p on p.id = m.person_id
            where m.workspace_id = :workspace
            """;

    private final JdbcClient jdbc;

    MemberQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Member> of(WorkspaceId workspace) {
        return jdbc.sql(SELECT + " order by m.since, p.id")
                .param("workspace", workspace.value())
                .query(MemberQueries::member)
                .list();
    }

    Optional<Member> find(MembershipId id) {
        return jdbc.sql(SELECT + " and m.person_id = :person")
                .param("workspace", id.workspaceId().value())
                .param("person", id.personId().value())
                .query(MemberQueries::member)
                .optional();
    }

    boolean hasMember(WorkspaceId workspace, String email) {
        return jdbc.sql(SELECT + " and lower(p.email) = lower(:email)")
                .param("workspace", workspace.value())
                .param("email", email)
                .query(MemberQueries::member)
                .optional()
                .isPresent();
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        return new Member(
                new UserId(row.getObject(1, UUID.class)),
                row.getString(2),
                row.getString(3),
                Role.valueOf(row.getString(4)),
                row.getTimestamp(5).toInstant(),
                row.getLong(6));
    }
}
