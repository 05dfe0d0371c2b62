package dev.agentworks.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Tenants are kept apart by the database itself, whatever a query forgets. */
class RowSecurityTests extends CoreTest {

    @Autowired private JdbcClient jdbc;
    @Autowired private TransactionTemplate transaction;
    @Autowired private EntityManager entities;

    @Test
    void everyTenantTableHasAPolicy() {
        var without =
                jdbc.sql(
                                """
                                select c.relname from pg_class c
                                join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
                                where c.relkind = 'r' and c.relnamespace = 'core'::regnamespace
                                  and (not c.relrowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid))
                                """)
                        .query((row, _) -> row.getString(1))
                        .list();

        assertThat(without).isEmpty();
    }

    @Test
    void theServicesRoleOwnsNothingAndCannotBypass() {
        var role =
                jdbc.sql(
                                "select rolbypassrls or rolsuper from pg_roles where rolname = current_user")
                        .query(Boolean.class)
                        .single();
        var owned =
                jdbc.sql(
                                "select count(*) from pg_class where relnamespace = 'core'::regnamespace and pg_get_userbyid(relowner) = current_user")
                        .query(Integer.class)
                        .single();

        assertThat(role).isFalse();
        assertThat(owned).isZero();
    }

    @Test
    void aTransactionOfNobodySeesNothing() {
        var person = situations.person();
        situations.card(person, situations.project(person), 0);

        assertThat(countCards(DatabaseSubject.NOBODY)).isZero();
        assertThat(countCards(DatabaseSubject.user(UUID.randomUUID().toString()))).isZero();
        assertThat(countCards(DatabaseSubject.user(person.id()))).isEqualTo(1);
        assertThat(countCards(DatabaseSubject.tenant(person.workspace()))).isEqualTo(1);
    }

    @Test
    void aTransactionSeesWhatItJoinedAndNotWhatItLeft() {
        var person = situations.person();
        var joined = UUID.randomUUID();

        var seen =
                inScope(
                        DatabaseSubject.user(person.id()),
                        () -> {
                            jdbc.sql("select found_workspace(?, 'Another', ?, now())")
                                    .params(joined, joined.toString())
                                    .query((_, _) -> joined)
                                    .single();
                            var both = countWorkspaces();
                            jdbc.sql("delete from membership where workspace_id = ?")
                                    .param(UUID.fromString(person.workspace()))
                                    .update();
                            return 10 * both + countWorkspaces();
                        });

        assertThat(seen).isEqualTo(21);
    }

    @Test
    void anInstanceOfTheReleaseBeforeSeesTheSame() {
        var person = situations.person();
        situations.card(person, situations.project(person), 0);

        var seen =
                inScope(
                        DatabaseSubject.NOBODY,
                        () -> {
                            jdbc.sql("select set_config('app.user_id', ?, true)")
                                    .param(person.id())
                                    .query(String.class)
                                    .single();
                            return jdbc.sql("select count(*) from card")
                                    .query(Integer.class)
                                    .single();
                        });

        assertThat(seen).isEqualTo(1);
    }

    @Test
    void nothingOfATransactionIsSeenByTheNextOnItsConnection() {
        var person = situations.person();
        situations.card(person, situations.project(person), 0);

        for (var times = 0; times < 30; times++) {
            assertThat(countCards(DatabaseSubject.user(person.id()))).isEqualTo(1);
            assertThat(countCards(DatabaseSubject.NOBODY)).isZero();
        }
    }

    @Test
    void anEntityIsSeenByItsTenantOnly() {
        var person = situations.person();
        situations.document(
                person, situations.card(person, situations.project(person), 0), "RESEARCH");
        var stranger = situations.person();

        for (var entity : entities.getMetamodel().getEntities()) {
            // people and sessions belong to no tenant; only the gateway's routes lead to them
            if (isOfATenant(entity)) {
                assertThat(count(entity, DatabaseSubject.NOBODY)).as(entity.getName()).isZero();
                assertThat(count(entity, new DatabaseSubject(stranger.id(), person.workspace())))
                        .as(entity.getName())
                        .isZero();
            }
        }
        assertThat(documents(DatabaseSubject.user(stranger.id()))).isZero();
        assertThat(documents(DatabaseSubject.tenant(stranger.workspace()))).isZero();
        assertThat(documents(DatabaseSubject.user(person.id()))).isEqualTo(1);
        assertThat(documents(DatabaseSubject.tenant(person.workspace()))).isEqualTo(1);
    }

    @Test
    void anEntityAndPlainSqlShareOneTransaction() {
        var person = situations.person();
        situations.document(
                person, situations.card(person, situations.project(person), 0), "RESEARCH");

        var changed =
                inScope(
                        DatabaseSubject.user(person.id()),
                        () -> {
                            entities.createQuery("update Document d set d.title = 'Changed'")
                                    .executeUpdate();
                            return jdbc.sql("select count(*) from document where title = 'Changed'")
                                    .query(Integer.class)
                                    .single();
                        });

        assertThat(changed).isEqualTo(1);
    }

    @Test
    void aStrangerWritesNothingEvenByPlainSql() {
        var person = situations.person();
        var stranger = situations.person();
        var project = situations.project(person);

        var changed =
                inScope(
                        DatabaseSubject.user(stranger.id()),
                        () -> jdbc.sql("update project set name = 'mine'").update());

        assertThat(changed).isZero();
        assertThatThrownBy(() ->
                        inScope(
                                DatabaseSubject.user(stranger.id()),
                                () ->
                                        jdbc.sql(
                                                        "insert into board (id, workspace_id, project_id, name) values (?, ?, ?, 'mine')")
                                                .params(
                                                        UUID.randomUUID(),
                                                        UUID.fromString(person.workspace()),
                                                        UUID.fromString(
                                                                project.path("id").asString()))
                                                .update()))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void aPersonCannotMakeThemselvesAMember() {
        var person = situations.person();
        var stranger = situations.person();

        assertThatThrownBy(() ->
                        inScope(
                                DatabaseSubject.user(stranger.id()),
                                () ->
                                        jdbc.sql(
                                                        "insert into membership (workspace_id, person_id, role, since) values (?, ?, 'OWNER', now())")
                                                .params(
                                                        List.of(
                                                                UUID.fromString(person.workspace()),
                                                                UUID.fromString(stranger.id())))
                                                .update()))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void aViewerReadsAndWritesNowhere() {
        var owner = situations.person();
        var viewer = situations.person();
        var project = situations.project(owner);
        var card = "/api/cards/" + situations.card(owner, project, 5).path("id").asString();
        inScope(
                DatabaseSubject.user(owner.id()),
                () ->
                        jdbc.sql(
                                        "insert into membership (workspace_id, person_id, role, since) values (?, ?, 'VIEWER', now())")
                                .params(
                                        UUID.fromString(owner.workspace()),
                                        UUID.fromString(viewer.id()))
                                .update());

        assertThat(situations.as(viewer, "GET", card, null).status()).isEqualTo(200);
        assertThat(situations.as(viewer, "PUT", card + "/move", Map.of("toLane", 0)).status())
                .isEqualTo(403);
        assertThat(situations.as(viewer, "PATCH", card, Map.of("title", "Mine")).status())
                .isEqualTo(403);
        assertThat(
                        situations
                                .as(viewer, "POST", card + "/comments", Map.of("body", "Mine"))
                                .status())
                .isEqualTo(403);
        assertThat(situations.as(viewer, "POST", card + "/approve", Map.of()).status())
                .isEqualTo(403);
        assertThat(situations.as(viewer, "DELETE", card, null).status()).isEqualTo(403);
        assertThat(
                        situations
                                .as(
                                        viewer,
                                        "POST",
                                        "/api/projects/" + project.path("id").asString() + "/cards",
                                        Map.of("title", "Mine"))
                                .status())
                .isEqualTo(403);
    }

    @Test
    void aClosedWorkspaceIsGoneForEveryone() {
        var person = situations.person();
        var card =
                "/api/cards/"
                        + situations
                                .card(person, situations.project(person), 0)
                                .path("id")
                                .asString();

        assertThat(
                        situations
                                .as(
                                        person,
                                        "DELETE",
                                        "/api/workspaces/"
                                                + person.workspace()
                                                + "?name=Pat%20Person%27s%20workspace",
                                        null)
                                .status())
                .isEqualTo(204);

        assertThat(situations.as(person, "GET", card, null).status()).isEqualTo(404);
        assertThat(countCards(DatabaseSubject.tenant(person.workspace()))).isZero();
    }

    private int countWorkspaces() {
        return jdbc.sql("select count(*) from workspace").query(Integer.class).single();
    }

    private int countCards(DatabaseSubject subject) {
        return inScope(
                subject, () -> jdbc.sql("select count(*) from card").query(Integer.class).single());
    }

    private int documents(DatabaseSubject subject) {
        return count(entities.getMetamodel().entity("Document"), subject);
    }

    private int count(EntityType<?> entity, DatabaseSubject subject) {
        return inScope(
                subject,
                () ->
                        entities.createQuery(
                                        "select count(e) from %s e".formatted(entity.getName()),
                                        Long.class)
                                .getSingleResult()
                                .intValue());
    }

    private static boolean isOfATenant(EntityType<?> entity) {
        return !Set.of("User", "Session").contains(entity.getName());
    }

    private int inScope(DatabaseSubject subject, java.util.function.Supplier<Integer> work) {
        return TenantScope.call(subject, () -> transaction.execute(_ -> work.get()));
    }
}
