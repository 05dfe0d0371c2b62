package dev.agentworks.core.apikey;

import dev.agentworks.core.workspace.Role;
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

/** Keys in the database. A revoked one stays, for whoever asks later who had it. */
@Repository
class ApiKeyTable {

    private static final String SELECT =
            """
            select k.id, k.workspace_id, k.name, k.scopes, k.prefix, k.created_by, p.name as creator,
                   k.created_at, k.expires_at, k.last_used_at
            from api_key k join person p on p.id = k.created_by
            where k.revoked_at is null
            """;

    private final JdbcClient jdbc;

    ApiKeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID id, NewApiKey wish, UUID person, KeySecret secret, Instant now) {
        jdbc.sql(
                        """
                        insert into api_key (id, workspace_id, created_by, name, scopes, prefix, hash, created_at, expires_at)
                        values (:id, :workspace, :person, :name, :scopes, :prefix, :hash, :now, :expires)
                        """)
                .param("id", id)
                .param("workspace", wish.workspace())
                .param("person", person)
                .param("name", wish.name())
                .param(
                        "scopes",
                        wish.scopes().stream().map(KeyScope::text).sorted().toArray(String[]::new))
                .param("prefix", secret.prefix())
                .param("hash", secret.hash())
                .param("now", Timestamp.from(now))
                .param("expires", timestamp(wish.expiresAt()))
                .update();
    }

    int count(UUID workspace) {
        return jdbc.sql(
                        "select count(*) from api_key where workspace_id = ? and revoked_at is null")
                .param(workspace)
                .query(Integer.class)
                .single();
    }

    List<ApiKeyView> of(UUID workspace, CursorRequest request) {
        var after = request.moment();
        return jdbc.sql(
                        SELECT
                                + """
                                   and k.workspace_id = :workspace
                                   and (cast(:at as timestamptz) is null or (k.created_at, k.id) < (:at, cast(:id as uuid)))
                                 order by k.created_at desc, k.id desc limit :limit
                                """)
                .param("workspace", workspace)
                .param("at", after == null ? null : Timestamp.from(after.at()))
                .param("id", after == null ? null : after.id())
                .param("limit", request.fetchLimit())
                .query(ApiKeyTable::view)
                .list();
    }

    Optional<ApiKeyView> find(UUID id) {
        return jdbc.sql(SELECT + " and k.id = ?").param(id).query(ApiKeyTable::view).optional();
    }

    void revoke(UUID id, UUID person, Instant now) {
        jdbc.sql(
                        "update api_key set revoked_at = ?, revoked_by = ? where id = ? and revoked_at is null")
                .params(Timestamp.from(now), person, id)
                .update();
    }

    Optional<UsableKey> use(byte[] hash, Instant now) {
        return jdbc.sql("select * from use_api_key(?, ?)")
                .params(hash, Timestamp.from(now))
                .query((row, _) -> {
                    var role = Role.valueOf(row.getString("role"));
                    return new UsableKey(
                            row.getObject("id", UUID.class),
                            row.getObject("workspace_id", UUID.class),
                            row.getObject("person_id", UUID.class),
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
                row.getObject("id", UUID.class),
                row.getObject("workspace_id", UUID.class),
                row.getString("name"),
                scopes(row.getArray("scopes")),
                row.getString("prefix"),
                new ApiKeyView.Creator(
                        row.getObject("created_by", UUID.class), row.getString("creator")),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("last_used_at")));
    }

    private static List<KeyScope> scopes(Array array) throws SQLException {
        return Arrays.stream((String[]) array.getArray()).map(KeyScope::of).toList();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
