package dev.agentworks.core.apikey;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.Role;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.web.CursorRequest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists keys with the names of their creators, and looks up a key that is shown. */
@Repository
class ApiKeyQueries {

    private static final String SELECT =
            """
            select k.id, k.workspace_id, k.name, k.scopes, k.prefix, k.created_by, p.name as creator,
                   k.created_at, k.expires_at, k.last_used_at
            from api_key k join person p on p.id = k.created_by
            where k.revoked_at is null
            """;

    private final JdbcClient jdbc;

    ApiKeyQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ApiKeyView> of(WorkspaceId workspace, CursorRequest request) {
        var after = request.moment();
        return jdbc.sql(
                        SELECT
                                + """
                                   and k.workspace_id = :workspace
                                   and (cast(:at as timestamptz) is null or (k.created_at, k.id) < (:at, cast(:id as uuid)))
                                 order by k.created_at desc, k.id desc limit :limit
                                """)
                .param("workspace", workspace.value())
                .param("at", after == null ? null : Timestamp.from(after.at()))
                .param("id", after == null ? null : after.id())
                .param("limit", request.fetchLimit())
                .query(ApiKeyQueries::view)
                .list();
    }

    Optional<ApiKeyView> find(ApiKeyId id) {
        return jdbc.sql(SELECT + " and k.id = ?")
                .param(id.value())
                .query(ApiKeyQueries::view)
                .optional();
    }

    /** What the key with this hash is good for at this moment; its use is noted. */
    Optional<UsableKey> use(byte[] hash, Instant now) {
        return jdbc.sql("select * from use_api_key(?, ?)")
                .params(hash, Timestamp.from(now))
                .query((row, _) -> {
                    var role = Role.valueOf(row.getString("role"));
                    return new UsableKey(
                            new ApiKeyId(row.getObject("id", UUID.class)),
                            new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                            new UserId(row.getObject("person_id", UUID.class)),
                            role,
                            scopes(row.getArray("scopes")).stream()
                                    .filter(scope -> scope.isWithin(role))
                                    .toList(),
                            instant(row.getTimestamp("expires_at")));
                })
                .optional();
    }

    private static ApiKeyView view(ResultSet row, int number) throws SQLException {
        return new ApiKeyView(
                new ApiKeyId(row.getObject("id", UUID.class)),
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getString("name"),
                scopes(row.getArray("scopes")),
                row.getString("prefix"),
                new ApiKeyView.Creator(
                        new UserId(row.getObject("created_by", UUID.class)),
                        row.getString("creator")),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("last_used_at")));
    }

    private static List<KeyScope> scopes(Array array) throws SQLException {
        return Arrays.stream((String[]) array.getArray()).map(KeyScope::of).toList();
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
