package dev.agentworks.router.credential;

import dev.agentworks.router.credential.Envelope.Sealed;
import dev.agentworks.router.provider.spi.Secret;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The keys that workspaces brought, each visible to its own workspace only. */
@Component
public class ProviderKeyStore {
    private static final String PUT =
            """
            insert into provider_key (workspace_id, provider, master_key_id, wrapped_key, sealed, last4,
                created_by, created_at)
            values (:workspace, :provider, :masterKeyId, :wrappedKey, :sealed, :last4, :by, :at)
            on conflict (workspace_id, provider) do update
            set master_key_id = excluded.master_key_id, wrapped_key = excluded.wrapped_key,
                sealed = excluded.sealed, last4 = excluded.last4, created_by = excluded.created_by,
                created_at = excluded.created_at
            """;

    private static final String RENEW =
            """
            update provider_key
            set master_key_id = :masterKeyId, wrapped_key = :wrappedKey
            where workspace_id = :workspace
                and provider = :provider
                and sealed = :sealed
            """;

    private static final String OF_WORKSPACE =
            "select * from provider_key where workspace_id = :workspace order by provider";

    private static final String ONE =
            "select * from provider_key where workspace_id = :workspace and provider = :provider";

    private static final String DELETE =
            "delete from provider_key where workspace_id = :workspace and provider = :provider";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Envelope envelope;
    private final Clock clock;

    ProviderKeyStore(
            JdbcClient jdbc, TransactionTemplate transactions, Envelope envelope, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.envelope = envelope;
        this.clock = clock;
    }

    public List<ProviderKey> of(UUID workspace) {
        return in(
                workspace,
                () ->
                        jdbc.sql(OF_WORKSPACE)
                                .param("workspace", workspace)
                                .query(ProviderKeyStore::view)
                                .list());
    }

    public Optional<ProviderKey> find(UUID workspace, String provider) {
        return in(
                workspace,
                () -> one(ONE, workspace, provider).query(ProviderKeyStore::view).optional());
    }

    public void put(UUID workspace, String provider, Secret key, String by) {
        var sealed = envelope.seal(key, place(workspace, provider));
        var value = key.value();
        in(
                workspace,
                () ->
                        bind(PUT, workspace, provider, sealed)
                                .param("last4", value.substring(value.length() - 4))
                                .param("by", by)
                                .param(
                                        "at",
                                        OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                                .update());
    }

    public boolean delete(UUID workspace, String provider) {
        return in(workspace, () -> one(DELETE, workspace, provider).update() == 1);
    }

    /** The key itself, for a call; it goes under the current master key by the way. */
    public WorkspaceKey open(UUID workspace, String provider) {
        var sealed =
                in(
                        workspace,
                        () ->
                                one(ONE, workspace, provider)
                                        .query(ProviderKeyStore::sealed)
                                        .optional());
        if (sealed.isEmpty()) {
            return new WorkspaceKey.None();
        }
        var place = place(workspace, provider);
        envelope.renewed(sealed.get(), place)
                .ifPresent(renewed ->
                        in(workspace, () -> bind(RENEW, workspace, provider, renewed).update()));
        return envelope.open(sealed.get(), place)
                .<WorkspaceKey>map(WorkspaceKey.Opened::new)
                .orElseGet(WorkspaceKey.Locked::new);
    }

    private JdbcClient.StatementSpec bind(
            String sql, UUID workspace, String provider, Sealed sealed) {
        return one(sql, workspace, provider)
                .param("masterKeyId", sealed.masterKeyId())
                .param("wrappedKey", sealed.wrappedKey())
                .param("sealed", sealed.sealed());
    }

    private JdbcClient.StatementSpec one(String sql, UUID workspace, String provider) {
        return jdbc.sql(sql).param("workspace", workspace).param("provider", provider);
    }

    private <T> T in(UUID workspace, Supplier<T> work) {
        return TenantScope.call(
                DatabaseSubject.tenant(workspace.toString()),
                () -> transactions.execute(_ -> work.get()));
    }

    private static String place(UUID workspace, String provider) {
        return workspace + "|" + provider;
    }

    private static ProviderKey view(ResultSet row, int number) throws SQLException {
        return new ProviderKey(
                row.getString("provider"),
                row.getString("last4"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"));
    }

    private static Sealed sealed(ResultSet row, int number) throws SQLException {
        return new Sealed(
                row.getString("master_key_id"),
                row.getBytes("wrapped_key"),
                row.getBytes("sealed"));
    }

    /** A workspace's own key, if it has one. */
    public sealed interface WorkspaceKey {
        record None() implements WorkspaceKey {}

        record Opened(Secret key) implements WorkspaceKey {}

        /** It has one, but its master key is not here. */
        record Locked() implements WorkspaceKey {}
    }
}
